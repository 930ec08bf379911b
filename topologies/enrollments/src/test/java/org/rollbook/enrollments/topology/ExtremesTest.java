package org.rollbook.enrollments.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.CourseCounts.ModeCount;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.enrollments.topology.ExtremeEnrollments.Event;
import org.rollbook.enrollments.topology.ExtremeEnrollments.Value;
import org.rollbook.guard.DrivenTopology;
import org.rollbook.model.BoundedKeys;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.topic.KeyBytes;

/// Every accepted event is merged, and the rows are equal to the result of a plain computation.
class ExtremesTest {

  private static final Map<String, String> ALL_REMEMBERED = Map.of("ROLLBOOK_HISTORY", "1000");

  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::eventTime)
          .thenComparingInt(event -> ExtremeEnrollments.TYPES.indexOf(event.type()))
          .thenComparing(event -> event.id().value());

  @Property(tries = 10)
  void shouldMergeEveryAcceptedEvent(@ForAll Random random) {
    List<Event> events =
        IntStream.range(0, 400).mapToObj(_ -> ExtremeEnrollments.any(random)).toList();

    try (var topology = new DrivenTopology<>(EnrollmentsTopology.DEFINITION, ALL_REMEMBERED)) {
      List<Event> accepted = new ArrayList<>();
      for (Event event : events) {
        Optional<Stamped<Enrollment>> read = read(event, accepted.size());
        assertThat(read.isPresent()).as("%s", event).isEqualTo(event.accepted());
        if (read.isPresent()) {
          topology.receive(read.get());
          accepted.add(event);
        }
      }

      assertThat(topology.deadLetters()).isEmpty();
      assertRows(topology, accepted);
    }
  }

  @Example
  void shouldCountThousandsOfModesInOneCourse() {
    try (var topology = new DrivenTopology<>(EnrollmentsTopology.DEFINITION, Map.of())) {
      List<Event> events =
          IntStream.range(0, 3_600)
              .mapToObj(i -> withMode("\u5B66".repeat(96) + "%04d".formatted(i), i + 1L))
              .toList();
      events.forEach(event -> topology.receive(read(event, 0).orElseThrow()));

      assertThat(topology.deadLetters()).isEmpty();
      assertCounts(topology, events);

      List<Event> more = new ArrayList<>(events);
      IntStream.range(0, 3_600).mapToObj(i -> later("audit", i + 1L)).forEach(more::add);
      more.forEach(event -> topology.receive(read(event, 0).orElseThrow()));
      assertThat(counts(topology, events.getFirst()).modes())
          .isEqualTo(Map.of("audit", new ModeCount(3_600, 3_600)));
    }
  }

  @Example
  void shouldKeepAHistoryOfHundredsOfLongEventsOfOneRow() {
    try (var topology = new DrivenTopology<>(EnrollmentsTopology.DEFINITION, ALL_REMEMBERED)) {
      List<Event> events = IntStream.range(0, 400).mapToObj(ExtremesTest::longEvent).toList();
      events.forEach(event -> topology.receive(read(event, 0).orElseThrow()));

      assertThat(topology.deadLetters()).isEmpty();
      List<String> newestFirst =
          events.stream().sorted(ORDER.reversed()).map(event -> event.id().value()).toList();
      List<String> remembered = historyOf(topology, events.getFirst());
      assertThat(remembered).hasSizeBetween(150, 399);
      assertThat(newestFirst).startsWith(remembered.toArray(String[]::new));
    }
  }

  private static Event withMode(String mode, long learner) {
    return ExtremeEnrollments.plain("id-" + learner, learner).withMode(Value.good(mode));
  }

  private static Event later(String mode, long learner) {
    return withMode(mode, learner)
        .withId(Value.good("later-" + learner))
        .withTime(Value.good("2026-08-20T13:00:00Z"));
  }

  /// The longest possible event of one row.
  private static Event longEvent(int number) {
    return ExtremeEnrollments.plain("\u5B66".repeat(252) + "%03d".formatted(number), 1)
        .withSource(Value.good("\u5B66".repeat(255)))
        .withCourse(ExtremeEnrollments.COURSES.get(4))
        .withMode(Value.good("\u5B66".repeat(100)));
  }

  /// Reads an event as ingest does.
  private static Optional<Stamped<Enrollment>> read(Event event, long offset) {
    var headers = new RecordHeaders();
    headers.add("ce_type", event.type().wireName().getBytes(UTF_8));
    headers.add("ce_id", event.id().value().getBytes(UTF_8));
    headers.add("ce_source", event.source().value().getBytes(UTF_8));
    headers.add("ce_time", event.time().value().getBytes(UTF_8));
    try {
      var envelope = EventEnvelope.open(headers);
      var stamp = new EventStamp(envelope.time(), event.type(), envelope.id(), envelope.source());
      return Optional.of(
          new Stamped<>(
              stamp,
              new SourcePosition("source", 0, offset),
              EnrollmentReader.ALL.getFirst().read(recordOf(event))));
    } catch (Rejection _) {
      return Optional.empty();
    }
  }

  private static GenericRecord recordOf(Event event) {
    Schema schema = EnrollmentEvents.SCHEMA;
    Schema inner = schema.getField("enrollment").schema();
    var user = new GenericData.Record(inner.getField("user").schema());
    user.put("id", event.learner().value());
    var course = new GenericData.Record(inner.getField("course").schema());
    course.put("course_key", event.course().value());
    var enrollment = new GenericData.Record(inner);
    enrollment.put("user", user);
    enrollment.put("course", course);
    enrollment.put("mode", event.mode().value());
    enrollment.put("is_active", event.active());
    enrollment.put("creation_date", event.createdAt().value());
    var record = new GenericData.Record(schema);
    record.put("enrollment", enrollment);
    return record;
  }

  /// A row and its fields.
  private record Row(
      long learner,
      String course,
      String mode,
      boolean active,
      Instant enrolledAt,
      String type,
      Instant time,
      String id,
      String source) {

    static Row of(Event event) {
      return new Row(
          event.learner().value(),
          event.course().value(),
          event.mode().value(),
          event.active(),
          IsoTime.parse(event.createdAt().value()).truncatedTo(ChronoUnit.MICROS),
          event.type().wireName(),
          event.eventTime(),
          event.id().value(),
          event.sourceKept());
    }

    static Row of(Stamped<Enrollment> row) {
      return new Row(
          row.payload().learner().value(),
          row.payload().course().value(),
          row.payload().mode(),
          row.payload().active(),
          row.payload().enrolledAt(),
          row.stamp().eventType().wireName(),
          row.stamp().eventTime(),
          row.stamp().eventId(),
          row.stamp().source());
    }
  }

  private static void assertRows(DrivenTopology<Enrollment> topology, List<Event> events) {
    Map<String, List<Event>> byKey =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> event.learner().value() + " " + event.course().value()));
    List<Row> latest = byKey.values().stream().map(ExtremesTest::latestOf).map(Row::of).toList();
    assertThat(
            topology.rows(EnrollmentsTopology.DEFINITION.rows().byLearner()).stream().map(Row::of))
        .containsExactlyInAnyOrderElementsOf(latest);
    assertThat(
            topology.rows(EnrollmentsTopology.DEFINITION.rows().byCourse()).stream().map(Row::of))
        .containsExactlyInAnyOrderElementsOf(latest);
    byKey
        .values()
        .forEach(
            all ->
                assertThat(historyOf(topology, all.getFirst()))
                    .containsExactlyElementsOf(idsOf(all)));
    events.stream()
        .collect(Collectors.groupingBy(event -> event.course().value()))
        .forEach(
            (course, all) ->
                assertCounts(
                    topology,
                    byKey.values().stream()
                        .map(ExtremesTest::latestOf)
                        .filter(row -> row.course().value().equals(course))
                        .toList()));
  }

  /// The ids of the events, newest first, each event once.
  private static List<String> idsOf(List<Event> events) {
    SortedMap<Event, String> ids = new TreeMap<>(ORDER.reversed());
    events.forEach(event -> ids.put(event, event.id().value()));
    return List.copyOf(ids.values());
  }

  /// The latest event; of one event that came twice, the first reception.
  private static Event latestOf(List<Event> events) {
    return events.stream()
        .reduce((before, next) -> ORDER.compare(next, before) > 0 ? next : before)
        .orElseThrow();
  }

  private static List<String> historyOf(DrivenTopology<Enrollment> topology, Event event) {
    return topology.row(EnrollmentsTopology.DEFINITION.history(), keyOf(event)).stream()
        .flatMap(history -> history.items().stream())
        .map(item -> item.event().stamp().eventId())
        .toList();
  }

  private static byte[] keyOf(Event event) {
    return KeyBytes.of(
        new LearnerId(event.learner().value()), new CourseKey(event.course().value()));
  }

  private static CourseCounts counts(DrivenTopology<Enrollment> topology, Event event) {
    return topology
        .row(
            EnrollmentsTopology.DEFINITION.aggregate().store(),
            KeyBytes.of(new CourseKey(event.course().value())))
        .orElseThrow();
  }

  /// Asserts that every mode with a name is counted exactly, and all others as the rest.
  private static void assertCounts(DrivenTopology<Enrollment> topology, List<Event> rows) {
    SortedMap<String, Long> truth = new TreeMap<>();
    rows.forEach(row -> truth.merge(row.mode().value(), 1L, Long::sum));
    CourseCounts counts = counts(topology, rows.getFirst());
    assertThat(counts.total()).isEqualTo(rows.size());
    assertThat(counts.modesTaken()).hasSizeLessThanOrEqualTo(BoundedKeys.MOST + 1);
    counts
        .modesTaken()
        .forEach(
            (mode, count) -> {
              if (!mode.equals(BoundedKeys.REST)) {
                assertThat(count.total()).isEqualTo(truth.get(mode));
              }
            });
  }
}
