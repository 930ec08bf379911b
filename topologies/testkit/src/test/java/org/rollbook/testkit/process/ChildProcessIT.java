package org.rollbook.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.TimeLimit;

final class ChildProcessIT {

  @TempDir private Path folder;
  private final int port = FreePort.next();

  @Test
  void shouldGiveTheChildTimeForItsFarewell() {
    try (var child = start(Child.class)) {
      child.awaitLine("listening", TimeLimit.AMPLE);

      assertThat(child.term(TimeLimit.AMPLE)).isEqualTo(143);

      child.awaitLine("farewell", TimeLimit.AMPLE);
    }
  }

  @Test
  void shouldKillAFrozenChild() {
    try (var child = start(Child.class)) {
      child.awaitLine("listening", TimeLimit.AMPLE);
      child.freeze();

      child.requireAlive();

      child.kill9();

      assertThat(child.exitCode()).hasValue(137);
      assertThatThrownBy(child::requireAlive)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("exited with 137; its log ends:")
          .hasMessageContaining("listening");
    }
  }

  @Test
  void shouldAnswerNothingWhileFrozenAndContinueAfterwards() {
    try (var child = start(Child.class)) {
      child.awaitReady(readiness(), TimeLimit.AMPLE);

      child.freeze();
      assertThatThrownBy(() -> child.awaitReady(readiness(), Duration.ofMillis(100)))
          .hasMessageContaining("no 200 from");
      child.thaw();

      child.awaitReady(readiness(), TimeLimit.AMPLE);
    }
  }

  @Test
  void shouldReportTheEndOfTheLogWhenTheChildEndsTooEarly() {
    try (var child = start(Child.class, "setting")) {
      assertThatThrownBy(() -> child.awaitReady(readiness(), TimeLimit.AMPLE))
          .hasMessageContaining("exited with 2")
          .hasMessageContaining("wrong: setting");
    }
  }

  @Test
  void shouldNotOutliveAParentThatWasKilled() {
    assertThatNothingOutlivesAParentWhoseChildIs("running");
  }

  @Test
  void shouldNotOutliveAParentThatWasKilledEvenWhenFrozen() {
    assertThatNothingOutlivesAParentWhoseChildIs("frozen");
  }

  private void assertThatNothingOutlivesAParentWhoseChildIs(String state) {
    try (var parent = start(Parent.class, state, folder.resolve("grandchild").toString())) {
      String line = parent.awaitLine("child ", TimeLimit.AMPLE);
      var grandchild = ProcessHandle.of(Long.parseLong(line.substring(6))).orElseThrow();

      parent.kill9();

      await().until(() -> !grandchild.isAlive());
    }
  }

  private URI readiness() {
    return URI.create("http://127.0.0.1:" + port + "/health/readiness");
  }

  private ChildProcess start(Class<?> main, String... arguments) {
    var all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
    all.add(main.getName());
    all.addAll(List.of(arguments));
    return ChildProcess.start(
        new JavaCommand(
            "child",
            all,
            Map.of("ROLLBOOK_MANAGEMENT_PORT", Integer.toString(port)),
            folder.resolve("log")));
  }
}
