package org.rollbook.enrollments.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.enrollments.topology.ExtremeEnrollments;
import org.rollbook.enrollments.topology.ExtremeEnrollments.Event;
import org.rollbook.enrollments.topology.ExtremeEnrollments.Value;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.EditedEvent;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.site.SharedRegistry;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// Sends events with fields at and beyond their bounds through a real instance: accepted events are
/// served as they were published, all others are dead-lettered, and neither stops the process.
class ExtremesIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int MODES = 3_600;
  private static final int LONG_EVENTS = 400;

  @TempDir static Path folder;
  private static Site site;
  private static final List<Event> ALONE = ExtremeEnrollments.eachAlone();
  private static final Set<String> REJECTED = new TreeSet<>();

  @BeforeAll
  static void publishAll() {
    site =
        Site.start(
            "enrollments", SharedRegistry.process(), folder, Map.of("ROLLBOOK_HISTORY", "1000"));
    site.view().awaitReady(SOON);
    ProducedEvent real = realEvent();
    List<Event> events = new ArrayList<>(ALONE);
    IntStream.range(0, MODES).mapToObj(ExtremesIT::ofTheCrowd).forEach(events::add);
    IntStream.range(0, LONG_EVENTS).mapToObj(ExtremesIT::longEvent).forEach(events::add);
    List<RecordMetadata> sent =
        site.broker().send(events.stream().map(event -> message(real, event)).toList());
    for (int i = 0; i < sent.size(); i++) {
      if (!events.get(i).accepted()) {
        RecordMetadata at = sent.get(i);
        REJECTED.add(new String(DeadLetters.key(at.topic(), at.partition(), at.offset()), UTF_8));
      }
    }
  }

  private static ProducedEvent realEvent() {
    var settings = CampusSettings.of(7, 30, 4);
    var ids = new ConfluentSchemaIds(URI.create(SharedRegistry.process().url()));
    return new OpenEdxSerializer(Optional.of(site.prefix().value()), ids)
        .produced(
            Campus.generate(settings, Instant.now().minus(settings.longestSpan(1)), 1).getFirst());
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void shouldServeAcceptedEventsAsTheyWerePublished() {
    List<Event> accepted = ALONE.stream().filter(Event::accepted).toList();
    assertThat(accepted).hasSizeGreaterThan(30);
    for (Event event : accepted) {
      await().atMost(SOON).untilAsserted(() -> assertServed(event));
    }
  }

  private static void assertServed(Event event) {
    Reply reply =
        site.get(
            "/v1/learners/%d/enrollments/%s"
                .formatted(
                    event.learner().value(), URLEncoder.encode(event.course().value(), UTF_8)));
    assertThat(reply.status()).as("%s: %s", event, reply.body()).isEqualTo(200);
    assertThat(reply.text("mode")).isEqualTo(event.mode().value());
    assertThat(reply.text("course_key")).isEqualTo(event.course().value());
    assertThat(IsoTime.parse(reply.text("enrolled_at")))
        .isEqualTo(IsoTime.parse(event.createdAt().value()).truncatedTo(ChronoUnit.MICROS));
    assertThat(reply.json().at("/stamp/event_id").textValue()).isEqualTo(event.id().value());
    assertThat(reply.json().at("/stamp/source").textValue()).isEqualTo(event.sourceKept());
    assertThat(IsoTime.parse(reply.json().at("/stamp/event_time").textValue()))
        .isEqualTo(event.eventTime());
  }

  @Test
  void shouldRejectExactlyTheOtherEvents() {
    assertThat(REJECTED).hasSizeGreaterThan(20);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(site.deadLetters())
                    .extracting(letter -> new String(letter.key(), UTF_8))
                    .containsExactlyInAnyOrderElementsOf(REJECTED));
  }

  @Test
  void shouldCountThousandsOfModesInOneCourse() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Reply counts = site.get("/v1/courses/edX%2FCrowd%2FAll/enrollment-counts");
              assertThat(counts.status()).as(counts.body()).isEqualTo(200);
              assertThat(counts.json().path("total").asInt()).isEqualTo(MODES);
              assertThat(counts.json().path("modes")).hasSize(101);
              assertThat(counts.json().at("/modes/(other)/total").asInt()).isEqualTo(MODES - 100);
            });
  }

  @Test
  void shouldKeepAHistoryOfHundredsOfLongEventsOfOneRow() {
    String newest = "%03d".formatted(LONG_EVENTS - 1);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Reply history =
                  site.get("/v1/learners/9999/enrollments/edX%2FLong%2FAll/history?page_size=1000");
              assertThat(history.status()).as(history.body()).isEqualTo(200);
              List<String> ids = history.json().findValuesAsText("event_id");
              assertThat(ids).hasSizeBetween(100, LONG_EVENTS - 1);
              assertThat(ids.getFirst()).endsWith(newest);
            });
  }

  private static Event ofTheCrowd(int number) {
    return ExtremeEnrollments.plain("crowd-" + number, 10_000L + number)
        .withCourse(Value.good("edX/Crowd/All"))
        .withMode(Value.good("\u5B66".repeat(96) + "%04d".formatted(number)));
  }

  private static Event longEvent(int number) {
    return ExtremeEnrollments.plain("\u5B66".repeat(252) + "%03d".formatted(number), 9_999)
        .withSource(Value.good("\u5B66".repeat(255)))
        .withCourse(Value.good("edX/Long/All"))
        .withMode(Value.good("\u5B66".repeat(100)));
  }

  private static ProducerRecord<byte[], byte[]> message(ProducedEvent real, Event event) {
    return EditedEvent.of(
        real,
        Site.PARTITIONS,
        Map.of(
            "ce_id", event.id().value(),
            "ce_source", event.source().value(),
            "ce_time", event.time().value()),
        record -> edit(record, event));
  }

  private static void edit(GenericRecord record, Event event) {
    var enrollment = (GenericRecord) record.get("enrollment");
    ((GenericRecord) enrollment.get("user")).put("id", event.learner().value());
    ((GenericRecord) enrollment.get("course")).put("course_key", event.course().value());
    enrollment.put("mode", event.mode().value());
    enrollment.put("is_active", event.active());
    enrollment.put("creation_date", event.createdAt().value());
  }
}
