package org.rollbook.grades.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.rollbook.grades.topology.ExtremeGrades;
import org.rollbook.grades.topology.ExtremeGrades.Event;
import org.rollbook.model.EventType;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.ConfluentSchemaIds;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.EditedEvent;
import org.rollbook.testkit.campus.OpenEdxSerializer;
import org.rollbook.testkit.campus.ProducedEvent;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.site.SharedRegistry;
import org.rollbook.testkit.site.Site;
import org.rollbook.testkit.web.Reply;

/// Sends grades with fields at and beyond their bounds through a real instance: accepted events are
/// served as they were published, all others are dead-lettered, and neither stops the process.
class ExtremesIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int LETTERS = 3_600;

  @TempDir static Path folder;
  private static Site site;
  private static final Map<EventType, ProducedEvent> REAL = new HashMap<>();
  private static final List<Event> ALONE = ExtremeGrades.eachAlone();
  private static final Set<String> REJECTED = new TreeSet<>();

  @BeforeAll
  static void publishAll() {
    site = Site.start("grades", folder);
    site.view().awaitReady(SOON);
    findRealEvents();
    List<Event> events = new ArrayList<>(ALONE);
    IntStream.range(0, LETTERS).mapToObj(ExtremesIT::ofTheCrowd).forEach(events::add);
    List<RecordMetadata> sent =
        site.broker().send(events.stream().map(ExtremesIT::message).toList());
    for (int i = 0; i < sent.size(); i++) {
      if (!events.get(i).accepted()) {
        RecordMetadata at = sent.get(i);
        REJECTED.add(new String(DeadLetters.key(at.topic(), at.partition(), at.offset()), UTF_8));
      }
    }
  }

  /// Finds a real event of each type that has a calculation.
  private static void findRealEvents() {
    var settings = CampusSettings.of(7, 30, 4).emitting(RowKind.GRADES);
    var ids = new ConfluentSchemaIds(URI.create(SharedRegistry.process().url()));
    var serializer = new OpenEdxSerializer(Optional.of(site.prefix().value()), ids);
    for (Delivery each :
        Campus.generate(settings, Instant.now().minus(settings.longestSpan(300)), 300)) {
      EventType type = each.event().payload().stamp().eventType();
      if (ExtremeGrades.CALCULATED.contains(type)) {
        REAL.computeIfAbsent(type, _ -> serializer.produced(each));
      }
    }
    assertThat(REAL).containsOnlyKeys(ExtremeGrades.CALCULATED);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void shouldServeAcceptedEventsAsTheyWerePublished() {
    List<Event> accepted = ALONE.stream().filter(Event::accepted).toList();
    assertThat(accepted).hasSizeGreaterThan(60);
    for (Event event : accepted) {
      await().atMost(SOON).untilAsserted(() -> assertServed(event));
    }
  }

  private static void assertServed(Event event) {
    Reply reply =
        site.get(
            "/v1/learners/%d/grades/%s"
                .formatted(
                    event.learner().value(), URLEncoder.encode(event.course().value(), UTF_8)));
    assertThat(reply.status()).as("%s: %s", event, reply.body()).isEqualTo(200);
    JsonNode grade = reply.json();
    assertThat(grade.path("percent_grade").doubleValue()).isEqualTo(event.percent().value() + 0.0);
    assertText(grade.path("letter_grade"), event.letter().value());
    assertText(grade.path("grading_policy_hash"), event.policy().value());
    assertText(grade.path("course_version"), event.version().value());
    assertThat(grade.path("is_passing").booleanValue()).isEqualTo(event.claimsPassing());
    assertThat(grade.at("/stamp/event_id").textValue()).isEqualTo(event.id().value());
    if (event.hasPassedAt()) {
      assertThat(IsoTime.parse(grade.path("passed_at").textValue()))
          .isEqualTo(IsoTime.parse(event.passedAt().value()));
    }
  }

  private static void assertText(JsonNode text, String expected) {
    assertThat(text.isNull() ? "" : text.textValue()).isEqualTo(expected);
  }

  @Test
  void shouldRejectExactlyTheOtherEvents() {
    assertThat(REJECTED).hasSizeGreaterThan(30);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(site.deadLetters())
                    .extracting(letter -> new String(letter.key(), UTF_8))
                    .containsExactlyInAnyOrderElementsOf(REJECTED));
  }

  @Test
  void shouldCountThousandsOfLettersInOneCourse() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Reply distribution = site.get("/v1/courses/edX%2FCrowd%2FAll/grade-distribution");
              assertThat(distribution.status()).as(distribution.body()).isEqualTo(200);
              assertThat(distribution.json().path("graded").asInt()).isEqualTo(LETTERS);
              assertThat(distribution.json().path("letters")).hasSize(101);
              assertThat(distribution.json().at("/letters/(other)").asInt())
                  .isEqualTo(LETTERS - 100);
            });
  }

  private static Event ofTheCrowd(int number) {
    return ExtremeGrades.plain(
            "crowd-" + number, 10_000L + number, "\u5B66".repeat(251) + "%04d".formatted(number))
        .withCourse(ExtremeGrades.Value.good("edX/Crowd/All"));
  }

  private static ProducerRecord<byte[], byte[]> message(Event event) {
    return EditedEvent.of(
        Objects.requireNonNull(REAL.get(event.type())),
        Site.PARTITIONS,
        Map.of("ce_id", event.id().value(), "ce_time", event.time().value()),
        record -> edit(record, event));
  }

  private static void edit(GenericRecord record, Event event) {
    if (event.hasPassedAt()) {
      var grade = (GenericRecord) record.get("grade");
      grade.put("user_id", event.learner().value());
      ((GenericRecord) grade.get("course")).put("course_key", event.course().value());
      grade.put("percent_grade", event.percent().value());
      grade.put("letter_grade", event.letter().value());
      grade.put("grading_policy_hash", event.policy().value());
      grade.put("course_version", event.version().value());
      grade.put("passed_timestamp", event.passedAt().value());
    } else {
      var log = (GenericRecord) record.get("tracking_log");
      log.put("name", GradeEvents.GRADE_CALCULATED);
      log.put("data", event.trackingData());
    }
  }
}
