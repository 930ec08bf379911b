package org.rollbook.enrollments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.golden.Golden;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.kafka.EmbeddedKafka;
import org.rollbook.testkit.kafka.SharedKafka;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.web.Web;

/// The producer's real messages, byte for byte, through the running stack.
class GoldenEnrollmentIT {

  private static final String ENROLLMENT =
      "/v1/learners/4242/enrollments/course-v1:edX+DemoX+Demo_Course";

  @TempDir Path folder;

  @Test
  void shouldServeWhatTheRealProducerSent() {
    Assumptions.assumeTrue(
        Golden.available(), "the contract's golden messages are not beside this checkout");
    EmbeddedKafka kafka = SharedKafka.broker();
    String prefix = SharedKafka.uniquePrefix();
    GoldenMessage created = Golden.message("enrollment_created");
    try (var registry = RegistryProcess.start();
        var view =
            ViewProcess.start(
                ViewSettings.of(
                        "golden",
                        Path.of("target/rollbook-enrollments.jar"),
                        folder,
                        kafka.bootstrapServers(),
                        registry.url())
                    .with("EVENT_BUS_TOPIC_PREFIX", prefix)
                    .with("ROLLBOOK_COMPLETE_FROM", "empty")
                    .with("ROLLBOOK_CREATE_SOURCE_TOPICS", "true"))) {
      var web = new Web(view.settings().port());
      registry.importWithIds(created.schemas());
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(web.get(ENROLLMENT).status()).isEqualTo(404));

      created.sendTo(kafka.client(), prefix + "-learning-course-enrollment-lifecycle");

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(web.get(ENROLLMENT).status()).isEqualTo(200));
      assertThat(web.get(ENROLLMENT).text("mode")).isEqualTo("audit");
    }
  }
}
