package org.rollbook.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.local.settings.LocalPorts;
import org.rollbook.local.settings.LocalTopology;
import org.rollbook.local.settings.TestPorts;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.database.MariaDb;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JavaCommand;
import org.rollbook.testkit.redis.RedisServer;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// The stack as Maven runs it: as a process, from the packaged jars.
final class LocalStackIT {

  /// All judged answers were right.
  private static final String AGREEMENT = ".* agreement (\\d+)/\\1( .*)?";

  private final LocalPorts ports = TestPorts.free();

  @TempDir private Path folder;

  @Test
  void shouldAnswerRightlyAndLeaveNothingBehind() {
    try (var stack = start()) {
      stack.awaitLine("Ready after ", TimeLimit.AMPLE);
      await().until(() -> reports(stack).anyMatch(line -> line.matches(".* agreement [1-9].*")));
      assertThat(reports(stack)).allMatch(line -> line.matches(AGREEMENT));
      assertThat(get(ports.frontPage(), "/").body()).contains("<h1>Rollbook</h1>");
      assertThat(get(ports.frontPage(), "/status.json").text("phase")).isEqualTo("ready");
      assertThat(firstCurlOf(stack).status()).isEqualTo(200);

      var processes = childrenOf(stack);
      assertThat(stack.term(TimeLimit.AMPLE)).isEqualTo(143);
      assertThat(processes).noneMatch(ProcessHandle::isAlive);
      assertThatCode(() -> ports.requireFree(List.of(LocalTopology.values())))
          .doesNotThrowAnyException();
      assertThat(Path.of(lastWordOf(stack.awaitLine("gone at the end", TimeLimit.AMPLE))))
          .doesNotExist();
    }
  }

  @Test
  void shouldTakeItsProcessesWithItWhenItIsKilled() {
    try (var stack = start()) {
      await().until(() -> childrenOf(stack).size() == 1 + LocalTopology.VIEWS.size());
      var processes = childrenOf(stack);
      stack.kill9();
      await().until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void shouldEndAtOnceWithOneLineWhenAPortIsTaken() throws IOException {
    try (var _ = new ServerSocket(ports.registry());
        var stack = start()) {
      assertThat(stack.awaitExit(TimeLimit.AMPLE)).isEqualTo(2);
      assertThat(Files.readAllLines(stack.log()))
          .singleElement()
          .asString()
          .startsWith("local.port-offset must be another than " + ports.offset());
    }
  }

  /// A semester before Rollbook listened, every tenth event lost, and the others by Redis: the
  /// views become complete and right, and the page says what was repaired.
  @Test
  void shouldRepairWhatTheBusDoesNotHave() {
    assumeTrue(MariaDb.Programs.ofDebian().isPresent(), "MariaDB is not installed");
    assumeTrue(RedisServer.isInstalled(), "Redis is not installed");
    try (var stack = start("-Dlocal.lms=before", "-Dlocal.lose=0.1", "-Dlocal.bus=redis")) {
      stack.awaitLine("Ready after ", TimeLimit.AMPLE);
      await()
          .untilAsserted(
              () -> {
                JsonNode drift = get(ports.frontPage(), "/status.json").json().path("drift");
                assertThat(drift.path("events_lost").asLong()).isPositive();
                assertThat(drift.path("found").asLong()).isPositive();
                assertThat(drift.path("repaired")).isEqualTo(drift.path("found"));
              });
      assertThat(get(ports.frontPage(), "/").body()).contains("Drift found");
      assertThat(
              get(ports.client(LocalTopology.ENROLLMENTS), "/v1/learners/1/enrollments").status())
          .isEqualTo(200);
      assertThat(reports(stack)).allMatch(line -> line.matches(AGREEMENT));
      assertThat(stack.lines()).noneMatch(line -> line.startsWith("DISAGREES"));

      var processes = childrenOf(stack);
      assertThat(stack.term(TimeLimit.AMPLE)).isEqualTo(143);
      assertThat(processes).noneMatch(ProcessHandle::isAlive);
      assertThat(stack.lines()).anyMatch(line -> line.endsWith("Goodbye."));
      assertThat(Path.of(lastWordOf(stack.awaitLine("gone at the end", TimeLimit.AMPLE))))
          .doesNotExist();
    }
  }

  @Test
  void shouldTakeTheDatabaseWithItWhenItIsKilled() {
    assumeTrue(MariaDb.Programs.ofDebian().isPresent(), "MariaDB is not installed");
    try (var stack = start("-Dlocal.lms=true")) {
      await()
          .until(
              () ->
                  childrenOf(stack).stream()
                      .anyMatch(process -> process.info().toString().contains("mariadbd")));
      var processes = childrenOf(stack);
      stack.kill9();
      await().until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  private ChildProcess start(String... more) {
    var arguments = new ArrayList<String>();
    arguments.add("--enable-native-access=ALL-UNNAMED");
    for (String property : List.of("rollbook.home", "rollbook.registry.home")) {
      arguments.add("-D" + property + "=" + System.getProperty(property));
    }
    arguments.add("-Dlocal.port-offset=" + ports.offset());
    arguments.add("-Dlocal.learners=100");
    arguments.add("-Dlocal.courses=5");
    arguments.add("-Dlocal.prefix=it");
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return ChildProcess.start(
        new JavaCommand("local stack", arguments, Map.of(), folder.resolve("output")));
  }

  private static Stream<String> reports(ChildProcess stack) {
    return stack.lines().stream().filter(line -> line.contains(" agreement "));
  }

  private Reply firstCurlOf(ChildProcess stack) {
    var address = URI.create(lastWordOf(stack.awaitLine("curl -i ", TimeLimit.AMPLE)));
    return get(address.getPort(), address.getRawPath());
  }

  private static Reply get(int port, String path) {
    try (var web = new Web(port)) {
      return web.get(path);
    }
  }

  private static String lastWordOf(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static List<ProcessHandle> childrenOf(ChildProcess stack) {
    return ProcessHandle.of(stack.pid()).stream().flatMap(ProcessHandle::descendants).toList();
  }
}
