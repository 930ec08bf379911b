package org.rollbook.grades.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.grades.topology.ExtremeGrades.Event;
import org.rollbook.guard.DrivenTopology;
import org.rollbook.model.BoundedKeys;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.ingest.EventReader;

/// Every accepted event is merged, and the rows are equal to the result of a plain computation.
class ExtremesTest {

  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::eventTime)
          .thenComparingInt(event -> ExtremeGrades.TYPES.indexOf(event.type()))
          .thenComparing(event -> event.id().value());

  /// The fields of a row.
  private record Row(
      long learner,
      String course,
      Optional<List<Object>> calculation,
      Optional<Instant> passedAt,
      boolean passing,
      String latest) {

    static Row of(Grade grade) {
      return new Row(
          grade.learner().value(),
          grade.course().value(),
          grade
              .calculation()
              .map(Stamped::payload)
              .map(
                  payload ->
                      List.of(
                          payload.percent(),
                          payload.letter(),
                          payload.gradingPolicyHash(),
                          payload.courseVersion())),
          grade.passedAt().map(Stamped::payload),
          grade.passing().payload(),
          grade.latest().stamp().eventId());
    }

    /// Each facet has the value of its latest event.
    static Row of(List<Event> events) {
      Event latest = latest(events, _ -> true).orElseThrow();
      return new Row(
          latest.learner().value(),
          latest.course().value(),
          latest(events, Event::hasCalculation)
              .map(
                  event ->
                      List.of(
                          event.percent().value() + 0.0,
                          event.letter().value(),
                          event.policy().value(),
                          event.version().value())),
          latest(events, Event::hasPassedAt).map(event -> instant(event.passedAt().value())),
          latest.claimsPassing(),
          latest.id().value());
    }

    private static Instant instant(String time) {
      return Instant.parse(time.replace("+00:00", "Z"));
    }

    /// The latest of some events; of one event that came twice, the first reception.
    private static Optional<Event> latest(List<Event> events, Predicate<Event> claims) {
      return events.stream()
          .filter(claims)
          .reduce((before, next) -> ORDER.compare(next, before) > 0 ? next : before);
    }
  }

  @Property(tries = 10)
  void shouldMergeEveryAcceptedEvent(@ForAll Random random) {
    try (var topology = new DrivenTopology<>(GradesTopology.DEFINITION, Map.of())) {
      List<Event> accepted = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Event event = ExtremeGrades.any(random);
        Optional<Stamped<GradeClaim>> read = read(event);
        assertThat(read.isPresent()).as("%s", event).isEqualTo(event.accepted());
        if (read.isPresent()) {
          topology.receive(read.get());
          accepted.add(event);
        }
      }

      assertThat(topology.deadLetters()).isEmpty();
      Map<String, List<Event>> byCourse =
          accepted.stream().collect(Collectors.groupingBy(event -> event.course().value()));
      List<Row> rows = byCourse.values().stream().flatMap(all -> rows(all).stream()).toList();
      assertThat(topology.rows(GradesTopology.DEFINITION.rows().byLearner()).stream().map(Row::of))
          .containsExactlyInAnyOrderElementsOf(rows);
      assertThat(topology.rows(GradesTopology.DEFINITION.rows().byCourse()).stream().map(Row::of))
          .containsExactlyInAnyOrderElementsOf(rows);
      byCourse.forEach((course, all) -> assertDistribution(topology, course, rows(all)));
    }
  }

  @Example
  void shouldCountThousandsOfLettersInOneCourse() {
    try (var topology = new DrivenTopology<>(GradesTopology.DEFINITION, Map.of())) {
      List<Event> events =
          IntStream.range(0, 3_600)
              .mapToObj(
                  i ->
                      ExtremeGrades.plain(
                          "id-" + i, i + 1L, "\u5B66".repeat(251) + "%04d".formatted(i)))
              .toList();
      events.forEach(event -> topology.receive(read(event).orElseThrow()));

      assertThat(topology.deadLetters()).isEmpty();
      assertDistribution(topology, events.getFirst().course().value(), rows(events));
    }
  }

  private static List<Row> rows(List<Event> events) {
    return events.stream()
        .collect(
            Collectors.groupingBy(
                event -> event.learner().value(), TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(Row::of)
        .toList();
  }

  /// Reads an event as ingest does.
  private static Optional<Stamped<GradeClaim>> read(Event event) {
    EventReader<GradeClaim> reader =
        GradeReader.ALL.stream()
            .filter(each -> each.contract().type().equals(event.type()))
            .findFirst()
            .orElseThrow();
    try {
      var envelope = EventEnvelope.open(event.headers());
      var stamp = new EventStamp(envelope.time(), event.type(), envelope.id(), envelope.source());
      return Optional.of(
          new Stamped<>(stamp, new SourcePosition("source", 0, 0), reader.read(event.record())));
    } catch (Rejection _) {
      return Optional.empty();
    }
  }

  /// Asserts that every letter with a name is counted exactly, and all others as the rest.
  private static void assertDistribution(
      DrivenTopology<GradeClaim> topology, String course, List<Row> rows) {
    GradeDistribution distribution =
        topology
            .row(GradesTopology.DEFINITION.aggregate().store(), KeyBytes.of(new CourseKey(course)))
            .orElseThrow();
    List<List<Object>> graded = rows.stream().flatMap(row -> row.calculation().stream()).toList();
    SortedMap<Object, Long> letters = new TreeMap<>();
    graded.forEach(calculation -> letters.merge(calculation.get(1), 1L, Long::sum));
    assertThat(distribution.graded()).isEqualTo(graded.size());
    assertThat(distribution.passing()).isEqualTo(rows.stream().filter(Row::passing).count());
    assertThat(distribution.sum())
        .isEqualByComparingTo(
            graded.stream()
                .map(calculation -> BigDecimal.valueOf((double) calculation.getFirst()))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    assertThat(distribution.meanPercent().orElse(0)).isFinite();
    assertThat(distribution.lettersGiven()).hasSizeLessThanOrEqualTo(BoundedKeys.MOST + 1);
    assertThat(distribution.lettersGiven().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(graded.size());
    distribution
        .lettersGiven()
        .forEach(
            (letter, count) -> {
              if (!letter.equals(BoundedKeys.REST)) {
                assertThat(count).isEqualTo(letters.get(letter));
              }
            });
  }
}
