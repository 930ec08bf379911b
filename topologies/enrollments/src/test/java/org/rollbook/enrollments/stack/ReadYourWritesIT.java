package org.rollbook.enrollments.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.EditedEvent;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// The publisher of an event can read it, or gets the reason why not, from either of two instances.
class ReadYourWritesIT {

  /// The longest wait that may be asked for; the answer comes as soon as there is one.
  private static final String WAIT = "wait=30";

  @TempDir static Path folder;
  private static Site site;
  private static Site another;

  /// Events that nobody has published yet.
  private static Iterator<ProducedEvent> events;

  @BeforeAll
  static void start() {
    site = Site.start("enrollments", folder.resolve("one"));
    another = site.startAnother(folder.resolve("another"));
    site.view().awaitReady();
    another.view().awaitReady();
    await().until(() -> site.isSharedWith(another));
    var settings = CampusSettings.of(7, 30, 4).withPace(Duration.ofMillis(5));
    events = site.produced(settings, 50).iterator();
  }

  @AfterAll
  static void stop() {
    another.close();
    site.close();
  }

  private static String list(ProducedEvent event) {
    return "/v1/learners/" + event.payload().key().learner() + "/enrollments";
  }

  private static String row(ProducedEvent event) {
    return list(event) + "/" + event.payload().key().course();
  }

  private static void publish(ProducedEvent event) {
    site.broker().send(event.message(Site.PARTITIONS));
  }

  /// The event under another id, with this value.
  private static void publish(ProducedEvent event, String id, byte[] value) {
    site.broker()
        .send(
            new ProducerRecord<>(
                event.topic(), null, event.key(), value, EditedEvent.headers(event, "ce_id", id)));
  }

  private static Reply ask(String path, String eventId) {
    return ask(site, path, eventId);
  }

  private static Reply ask(Site instance, String path, String eventId) {
    return instance.get(path, "Rollbook-If-Applied", eventId, "Prefer", WAIT);
  }

  @Test
  void shouldAnswerWithAnEventThatWasJustPublished() {
    for (int i = 0; i < 10; i++) {
      ProducedEvent event = events.next();
      publish(event);

      Site asked = i % 2 == 0 ? site : another;
      Reply history = ask(asked, row(event) + "/history", event.stamp().eventId());

      assertThat(history.status()).as(history.body()).isEqualTo(200);
      assertThat(history.header("Preference-Applied")).isEqualTo(WAIT);
      assertThat(history.json().findValuesAsText("event_id")).contains(event.stamp().eventId());
    }
  }

  @Test
  void shouldWaitForAnEventOnEachOfALearnersResources() {
    ProducedEvent event = events.next();
    publish(event);

    for (String path : List.of(row(event), row(event) + "/history", list(event))) {
      assertThat(ask(path, event.stamp().eventId()).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void shouldTreatAnOverruledEventAsReceived() {
    ProducedEvent event = events.next();
    publish(event);
    publish(event, "again", event.value());

    assertThat(ask(row(event), "again").status()).isEqualTo(200);
    assertThat(ask(row(event), event.stamp().eventId()).status()).isEqualTo(200);
  }

  @Test
  void shouldReportThatAnEventWasRejectedAndWhereItIs() {
    ProducedEvent event = events.next();
    publish(event, "broken", new byte[] {1});

    for (Site instance : List.of(site, another)) {
      Reply reply = ask(instance, row(event), "broken");

      assertThat(reply.status()).as(reply.body()).isEqualTo(409);
      assertThat(reply.text("type")).endsWith("/problems/event-rejected");
      assertThat(reply.text("detail")).contains("not-framed", letterAbout("broken"));
    }
  }

  private static String letterAbout(String eventId) {
    return site.deadLetters().stream()
        .filter(letter -> isAbout(letter, eventId))
        .map(letter -> letter.topic() + "-" + letter.partition() + "@" + letter.offset())
        .findFirst()
        .orElseThrow();
  }

  private static boolean isAbout(ConsumerRecord<byte[], byte[]> letter, String eventId) {
    return new String(letter.headers().lastHeader("ce_id").value(), UTF_8).equals(eventId);
  }

  @Test
  void shouldServeARejectedEventThatWasCorrected() {
    ProducedEvent event = events.next();
    publish(event, "corrected", new byte[] {1});
    assertThat(ask(row(event), "corrected").status()).isEqualTo(409);

    publish(event, "corrected", event.value());

    await().until(() -> ask(row(event), "corrected").status() == 200);
  }

  @Test
  void shouldNotClaimToHaveReceivedAnUnpublishedEvent() {
    ProducedEvent event = events.next();
    publish(event);
    assertThat(ask(row(event), event.stamp().eventId()).status()).isEqualTo(200);

    Reply atOnce = site.get(row(event), "Rollbook-If-Applied", "nobody's");
    Reply later = site.get(row(event), "Rollbook-If-Applied", "nobody's", "Prefer", "wait=1");

    for (Reply reply : List.of(atOnce, later)) {
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.text("type")).endsWith("/problems/not-yet-applied");
      assertThat(reply.header("Retry-After")).isNotNull();
    }
  }

  @Test
  void shouldWaitForAllEventsThatWereWrittenBeforeATime() {
    ProducedEvent event = events.next();
    publish(event);
    Instant written = Instant.now();
    String roster = "/v1/courses/" + event.payload().key().course() + "/enrollments";

    Reply reply = site.get(roster, "Rollbook-Min-As-Of", written.toString(), "Prefer", WAIT);

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(Instant.parse(reply.header("Rollbook-As-Of"))).isAfterOrEqualTo(written);
    assertThat(reply.json().at("/results").findValuesAsText("learner_id"))
        .contains(event.payload().key().learner().toString());
  }

  @Test
  void shouldRefuseATimeInTheFuture() {
    Instant future = Instant.now().plus(Duration.ofHours(1));

    Reply reply = site.get(list(events.next()), "Rollbook-Min-As-Of", future.toString());

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("type")).endsWith("/problems/stale");
  }
}
