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
import org.rollbook.model.Heard;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.event.EnvelopeResult;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.ingest.EventReader;
import org.rollbook.runtime.ingest.ReadResult;

/// Whatever is accepted is merged, and the rows are what a plain computation says.
class ExtremesTest {

  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::eventTime)
          .thenComparingInt(event -> ExtremeGrades.TYPES.indexOf(event.type()))
          .thenComparing(event -> event.id().value());

  /// What stands in a row.
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
              .map(Heard::said)
              .map(
                  said ->
                      List.of(
                          said.percent(),
                          said.letter(),
                          said.gradingPolicyHash(),
                          said.courseVersion())),
          grade.passedAt().map(Heard::said),
          grade.passing().said(),
          grade.latest().stamp().eventId());
    }

    /// Each facet is what its latest claimant says.
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
          latest.saysPassing(),
          latest.id().value());
    }

    private static Instant instant(String time) {
      return Instant.parse(time.replace("+00:00", "Z"));
    }

    /// Of one event that came twice, the first.
    private static Optional<Event> latest(List<Event> events, Predicate<Event> claims) {
      return events.stream()
          .filter(claims)
          .reduce((before, next) -> ORDER.compare(next, before) > 0 ? next : before);
    }
  }

  @Property(tries = 10)
  void shouldMergeWhateverItAccepts(@ForAll Random random) {
    try (var topology = new DrivenTopology<>(new GradesTopology(), Map.of())) {
      List<Event> accepted = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Event event = ExtremeGrades.any(random);
        Optional<Heard<GradeClaim>> read = read(event);
        assertThat(read.isPresent()).as("%s", event).isEqualTo(event.accepted());
        if (read.isPresent()) {
          topology.hear(read.get());
          accepted.add(event);
        }
      }

      assertThat(topology.deadLetters()).isEmpty();
      Map<String, List<Event>> byCourse =
          accepted.stream().collect(Collectors.groupingBy(event -> event.course().value()));
      List<Row> rows = byCourse.values().stream().flatMap(all -> rows(all).stream()).toList();
      assertThat(topology.rows(GradesTopology.GRADES).stream().map(Row::of))
          .containsExactlyInAnyOrderElementsOf(rows);
      assertThat(topology.rows(GradesTopology.GRADEBOOK).stream().map(Row::of))
          .containsExactlyInAnyOrderElementsOf(rows);
      byCourse.forEach((course, all) -> assertDistribution(topology, course, rows(all)));
    }
  }

  @Example
  void shouldCountThousandsOfLettersInOneCourse() {
    try (var topology = new DrivenTopology<>(new GradesTopology(), Map.of())) {
      List<Event> events =
          IntStream.range(0, 3_600)
              .mapToObj(
                  i ->
                      ExtremeGrades.plain(
                          "id-" + i, i + 1L, "\u5B66".repeat(251) + "%04d".formatted(i)))
              .toList();
      events.forEach(event -> topology.hear(read(event).orElseThrow()));

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

  /// As ingest does.
  private static Optional<Heard<GradeClaim>> read(Event event) {
    EventReader<GradeClaim> reader =
        GradeReader.ALL.stream()
            .filter(each -> each.type() == event.type())
            .findFirst()
            .orElseThrow();
    return switch (EventEnvelope.open(event.headers())) {
      case EnvelopeResult.Refused _ -> Optional.empty();
      case EnvelopeResult.Opened(var envelope) ->
          switch (reader.read(event.record())) {
            case ReadResult.Refused<GradeClaim> _ -> Optional.empty();
            case ReadResult.Read<GradeClaim>(var said) ->
                Optional.of(
                    new Heard<>(
                        new EventStamp(
                            envelope.time(), event.type(), envelope.id(), envelope.source()),
                        new SourcePosition("source", 0, 0),
                        said));
          };
    };
  }

  /// Every letter that has a name is counted exactly, and the rest is the rest.
  private static void assertDistribution(
      DrivenTopology<GradeClaim> topology, String course, List<Row> rows) {
    GradeDistribution distribution =
        topology
            .row(GradesTopology.DISTRIBUTIONS, KeyBytes.of(new CourseKey(course)))
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
