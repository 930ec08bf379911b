package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.kafka.EmbeddedKafka;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewJar;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.SharedRegistry;
import org.rollbook.testkit.web.Web;

/// A broker whose host name disappears with it, like that of a stopped container.
@Execution(ExecutionMode.CONCURRENT)
class UnresolvedBrokerIT {

  /// Longer than the time that producers wait for an acknowledgement.
  private static final Duration AWAY = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @Test
  void shouldWaitForANameThatDoesNotResolveAtStartAndWhileItRuns() throws IOException {
    Path hosts = folder.resolve("hosts");
    forget(hosts);
    try (var broker = EmbeddedKafka.start();
        var view = ViewProcess.start(settings(broker, hosts));
        var management = new Web(view.settings().managementPort())) {
      view.process().awaitLine("Waiting for the broker", TimeLimit.AMPLE);
      know(hosts);
      view.awaitReady();

      broker.stop();
      forget(hosts);
      view.process().awaitLine("Dead letters cannot be followed", TimeLimit.AMPLE);
      await().during(AWAY).atMost(TimeLimit.AMPLE).until(view.process()::isAlive);
      know(hosts);
      broker.startAgain();

      await()
          .atMost(TimeLimit.AMPLE)
          .until(() -> management.get("/health/readiness").text("ingest/state").equals("running"));
      assertThat(view.process().isAlive()).isTrue();
    }
  }

  /// Records time out soon, so that ingest and views create new producers while the broker is away;
  /// and addresses of names are cached only for a short time.
  private ViewSettings settings(EmbeddedKafka broker, Path hosts) {
    return ViewSettings.of(
            "enrollments",
            ViewJar.forTestOf("enrollments"),
            folder.resolve("view"),
            "kafka.test:" + broker.port(),
            SharedRegistry.process().url())
        .with("ROLLBOOK_PARTITIONS", "1")
        .with("KAFKA_PRODUCER_REQUEST_TIMEOUT_MS", "1000")
        .with("KAFKA_PRODUCER_DELIVERY_TIMEOUT_MS", "2000")
        .withJvmArguments(
            Stream.concat(
                    JvmArguments.SOON_READY.stream(),
                    Stream.of(
                        "-Djdk.net.hosts.file=" + hosts,
                        "-Dsun.net.inetaddr.ttl=0",
                        "-Dsun.net.inetaddr.negative.ttl=0"))
                .toList());
  }

  private static void forget(Path hosts) throws IOException {
    Files.write(hosts, List.of("127.0.0.1 localhost"));
  }

  private static void know(Path hosts) throws IOException {
    Files.write(hosts, List.of("127.0.0.1 localhost", "127.0.0.1 kafka.test"));
  }
}
