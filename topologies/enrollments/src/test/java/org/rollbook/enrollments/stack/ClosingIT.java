package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.kafka.BrokerProcess;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewJar;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.SharedRegistry;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

/// An instance whose broker has stopped answering ends in time, and answers until then.
class ClosingIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// The promised time; Kubernetes kills after 30 s.
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

  private static final String LIST = "/v1/learners/1/enrollments";
  private static final String READINESS = "/health/readiness";

  @TempDir Path folder;

  @Test
  void shouldAnswerUntilItEndsAndEndInTimeWithoutABroker() {
    try (var broker = BrokerProcess.start(Map.of());
        var view = ViewProcess.start(settings(broker, "view"));
        var other = ViewProcess.start(settings(broker, "other"));
        var web = new Web(view.settings().port());
        var management = new Web(view.settings().managementPort())) {
      view.awaitReady(PATIENCE);
      other.awaitReady(PATIENCE);
      await().atMost(PATIENCE).until(() -> hasAllPartitions(view) && hasAllPartitions(other));
      broker.freeze();

      var exit = CompletableFuture.supplyAsync(() -> view.process().term(ENDS_WITHIN));
      await().atMost(PATIENCE).until(() -> management.get(READINESS).status() == 503);
      assertThat(management.get(READINESS).json().path("waiting_for").toString())
          .contains("this instance is closing");
      List<Reply> responses = responsesUntilClosed(web);

      assertThat(exit.join()).isEqualTo(143);
      assertThat(responses).isNotEmpty().allSatisfy(this::assertAnswered);
    }
  }

  /// The instance is the owner of some partitions and the standby of the others, and could answer
  /// from each.
  private static boolean hasAllPartitions(ViewProcess view) {
    try (var management = new Web(view.settings().managementPort())) {
      List<JsonNode> partitions =
          management.get(READINESS).json().path("views").findValues("partitions").stream()
              .flatMap(JsonNode::valueStream)
              .toList();
      return partitions.stream().allMatch(part -> part.path("as_of").isTextual())
          && List.of("ready", "standby")
              .equals(
                  partitions.stream()
                      .map(part -> part.path("state").textValue())
                      .distinct()
                      .sorted()
                      .toList());
    }
  }

  /// Each request may wait a little, and is answered by this instance or by the other.
  private static List<Reply> responsesUntilClosed(Web web) {
    List<Reply> responses = new ArrayList<>();
    try {
      while (true) {
        responses.add(web.get(LIST, "Prefer", "wait=5"));
      }
    } catch (UncheckedIOException closed) {
      return responses;
    }
  }

  private void assertAnswered(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private ViewSettings settings(BrokerProcess broker, String name) {
    return ViewSettings.of(
            "enrollments",
            ViewJar.forTestOf("enrollments"),
            folder.resolve(name),
            broker.bootstrapServers(),
            SharedRegistry.process().url())
        .with("EVENT_BUS_TOPIC_PREFIX", "closing")
        .with("ROLLBOOK_PARTITIONS", "3")
        .with("ROLLBOOK_COMPLETE_FROM", "empty")
        .with("ROLLBOOK_CREATE_SOURCE_TOPICS", "true")
        .withJvmArguments(JvmArguments.SOON_READY);
  }
}
