package org.rollbook.bridge.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.site.CampusView;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;
import redis.clients.jedis.Protocol.Command;

/// Entries that Redis loses before the bridge has read them: the view is not complete any more, and
/// the bridge names the stream and how many, if that can be known.
class LostEntriesIT {

  private static final String STREAM = CampusTopics.ENROLLMENTS;
  private static final String NOBODY = "/v1/learners/9999999/enrollments/course-v1:edX+No+One";
  private static final int LOST = 700;

  private final Truth truth = Truth.keepingAll();

  @TempDir private Path folder;

  @Test
  void shouldCountWhatIsTrimmedUnread() {
    try (var bridged = BridgedSite.start("enrollments", folder)) {
      awaitComplete(bridged);
      bridged.bridge().stop();
      publish(bridged, deliveries(2_000));
      trim(bridged);

      bridged.bridge().startAgain();

      JsonNode stream = awaitLoss(bridged);
      assertThat(stream.path("lost").asInt()).isEqualTo(LOST);
      awaitIncomplete(bridged);
      assertThat(bridged.bridge().process().log())
          .content()
          .contains("Entries were removed before they were read")
          .contains("entries=\"" + LOST + "\"");
      // What is left comes.
      await().until(() -> stream(bridged).path("unread").asInt(-1) == 0);
    }
  }

  /// The whole stream is one key of the server, and shares its fate.
  @Test
  void shouldNoticeAStreamThatIsGone() {
    try (var bridged = BridgedSite.start("enrollments", folder)) {
      awaitComplete(bridged);
      publish(bridged, deliveries(100));
      await().until(() -> stream(bridged).path("unread").asInt(-1) == 0);

      bridged.redis().execute(Command.FLUSHALL);

      awaitLoss(bridged);
      awaitIncomplete(bridged);
      assertThat(bridged.bridge().process().log())
          .content()
          .contains("the stream was deleted or evicted");
      publish(bridged, deliveries(50));
      await().until(() -> stream(bridged).path("exists").asBoolean());
      await().until(() -> stream(bridged).path("unread").asInt(-1) == 0);
    }
  }

  @Test
  void shouldNoticeThatItsGroupIsGone() {
    try (var bridged = BridgedSite.start("enrollments", folder)) {
      awaitComplete(bridged);
      publish(bridged, deliveries(100));
      await().until(() -> stream(bridged).path("unread").asInt(-1) == 0);

      bridged.redis().execute(Command.XGROUP, "DESTROY", bridged.site().topic(STREAM), "rollbook");

      awaitLoss(bridged);
      awaitIncomplete(bridged);
      publish(bridged, deliveries(50));
      await().until(() -> stream(bridged).path("unread").asInt(-1) == 0);
    }
  }

  /// With Tutor's policy, a cache that fills the memory pushes the stream out.
  @Test
  void shouldNoticeAnEviction() {
    try (var bridged =
        BridgedSite.start(
            "enrollments", folder, "--maxmemory", "8mb", "--maxmemory-policy", "allkeys-lru")) {
      awaitComplete(bridged);
      publish(bridged, deliveries(100));
      await().until(() -> stream(bridged).path("unread").asInt(-1) == 0);
      bridged.bridge().stop();

      fillMemory(bridged);

      bridged.bridge().startAgain();
      awaitLoss(bridged);
      awaitIncomplete(bridged);
    }
  }

  private static void fillMemory(BridgedSite bridged) {
    String large = "x".repeat(100_000);
    int key = 0;
    while (Long.valueOf(1)
        .equals(bridged.redis().execute(Command.EXISTS, bridged.site().topic(STREAM)))) {
      bridged.redis().execute(Command.SET, "cache:" + key++, large);
    }
  }

  private List<Delivery> deliveries(int count) {
    return Site.untilNow(
        CampusView.ENROLLMENTS.emitting(
            CampusSettings.of(count, 200, 3).withPace(Duration.ofMillis(1))),
        count);
  }

  private void publish(BridgedSite bridged, List<Delivery> deliveries) {
    try (var lms = bridged.lms(truth)) {
      var _ = lms.publishAll(deliveries);
    }
  }

  /// Removes the oldest entries, as a cap does that is reached.
  private static void trim(BridgedSite bridged) {
    String stream = bridged.site().topic(STREAM);
    long length = (long) bridged.redis().execute(Command.XLEN, stream);
    bridged.redis().execute(Command.XTRIM, stream, "MAXLEN", "=", Long.toString(length - LOST));
  }

  private static JsonNode stream(BridgedSite bridged) {
    return bridged.stream(STREAM).orElseThrow();
  }

  private static JsonNode awaitLoss(BridgedSite bridged) {
    return await()
        .ignoreExceptions()
        .until(() -> bridged.stream(STREAM), found -> isLost(found))
        .orElseThrow();
  }

  private static boolean isLost(Optional<JsonNode> stream) {
    return stream.filter(found -> found.path("lost_at").isTextual()).isPresent();
  }

  private static void awaitComplete(BridgedSite bridged) {
    await().until(() -> nobody(bridged).status() == 404);
  }

  private static void awaitIncomplete(BridgedSite bridged) {
    await()
        .untilAsserted(
            () -> {
              Reply reply = nobody(bridged);
              assertThat(reply.status()).isEqualTo(503);
              assertThat(reply.json().path("type").asText()).endsWith("/problems/incomplete");
            });
  }

  private static Reply nobody(BridgedSite bridged) {
    return bridged.site().get(NOBODY.replace("+", "%2B"));
  }
}
