package org.rollbook.grades.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.guard.DrivenTopology;
import org.rollbook.guard.Repetition;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.topic.KeyBytes;

/// The one idea, for the whole topology: the same events of all kinds in any order and any number
/// of times, from any offsets and topics, give the same grades, gradebooks, distributions and
/// history entries, and these are what a plain computation says.
class AnyOrderTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final List<LearnerId> LEARNERS = List.of(new LearnerId(1), new LearnerId(2));
  private static final List<CourseKey> COURSES =
      List.of(new CourseKey("ccx-v1:edX+DemoX+1+ccx@1"), new CourseKey("edX/DemoX/2012_Fall"));

  private static final int REMEMBERED = 5;

  private static final Map<String, String> FEW_REMEMBERED =
      Map.of("ROLLBOOK_HISTORY", Integer.toString(REMEMBERED));

  /// By precedence.
  private static final List<EventType> TYPES =
      List.of(
          EventType.COURSE_PASSING_STATUS_UPDATED,
          EventType.CCX_PASSING_STATUS_UPDATED,
          EventType.TRACKING_EVENT_EMITTED,
          EventType.PERSISTENT_GRADE_SUMMARY_CHANGED);

  private static final Comparator<Heard<GradeClaim>> ORDER =
      Comparator.<Heard<GradeClaim>, Instant>comparing(event -> event.stamp().eventTime())
          .thenComparingInt(event -> TYPES.indexOf(event.stamp().eventType()))
          .thenComparing(event -> event.stamp().eventId());

  /// A grade without where its events were read, which differs from one hearing to the next.
  private record Row(
      Optional<Calculation> calculation,
      Optional<String> calculatedBy,
      Optional<Instant> passedAt,
      Optional<String> passedAtBy,
      boolean passing,
      String passingBy) {

    static Row of(Grade grade) {
      return new Row(
          grade.calculation().map(Heard::said),
          grade.calculation().map(facet -> facet.stamp().eventId()),
          grade.passedAt().map(Heard::said),
          grade.passedAt().map(facet -> facet.stamp().eventId()),
          grade.passing().said(),
          grade.passing().stamp().eventId());
    }
  }

  /// What one run of the topology keeps of all that it heard.
  private record Kept(
      Map<String, Row> grades,
      Map<CourseKey, List<Row>> gradebooks,
      Map<CourseKey, GradeDistribution> distributions,
      Map<String, List<String>> histories) {}

  @Property(tries = 20)
  void shouldKeepTheSameInAnyOrderAndMultiplicity(
      @ForAll("events") List<Heard<GradeClaim>> events, @ForAll Random random) {
    List<Heard<GradeClaim>> shuffled = Repetition.of(events, random);

    assertThat(keptOf(shuffled)).isEqualTo(keptOf(events));
  }

  @Property(tries = 15)
  void shouldKeepWhatAPlainComputationSays(@ForAll("events") List<Heard<GradeClaim>> events) {
    Kept kept = keptOf(events);

    Map<String, Row> expected = new TreeMap<>();
    for (LearnerId learner : LEARNERS) {
      for (CourseKey course : COURSES) {
        List<Heard<GradeClaim>> own = ownOf(events, learner, course);
        List<String> newest =
            own.reversed().stream()
                .limit(REMEMBERED)
                .map(event -> event.stamp().eventId())
                .toList();
        assertThat(kept.histories().get(key(learner, course))).isEqualTo(newest);
        plain(own).ifPresent(row -> expected.put(key(learner, course), row));
      }
    }
    assertThat(kept.grades()).isEqualTo(expected);
    for (CourseKey course : COURSES) {
      List<Row> gradebook =
          LEARNERS.stream()
              .map(learner -> Optional.ofNullable(expected.get(key(learner, course))))
              .flatMap(Optional::stream)
              .toList();
      assertThat(kept.gradebooks().get(course)).isEqualTo(gradebook);
      assertSums(gradebook, kept.distributions().getOrDefault(course, GradeDistribution.NONE));
    }
  }

  /// The rows, added up once more.
  private static void assertSums(List<Row> gradebook, GradeDistribution distribution) {
    List<Calculation> graded =
        gradebook.stream().flatMap(row -> row.calculation().stream()).toList();
    assertThat(distribution.graded()).isEqualTo(graded.size());
    assertThat(distribution.passing()).isEqualTo(gradebook.stream().filter(Row::passing).count());
    for (String letter : List.of("", "Pass")) {
      assertThat(distribution.letters().getOrDefault(letter, 0L))
          .isEqualTo(graded.stream().filter(each -> each.letter().equals(letter)).count());
    }
    assertThat(distribution.sum().doubleValue())
        .isCloseTo(
            graded.stream().mapToDouble(Calculation::percent).sum(),
            org.assertj.core.data.Offset.offset(1e-9));
  }

  /// Each facet's latest claimant, written down once more.
  private static Optional<Row> plain(List<Heard<GradeClaim>> own) {
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Optional<Heard<GradeClaim>> calculated = last(own, GradeClaim::calculation);
    Optional<Heard<GradeClaim>> passed = last(own, GradeClaim::passedAt);
    return Optional.of(
        new Row(
            calculated.flatMap(event -> event.said().calculation()),
            calculated.map(event -> event.stamp().eventId()),
            passed.flatMap(event -> event.said().passedAt()),
            passed.map(event -> event.stamp().eventId()),
            own.getLast().said().passing(),
            own.getLast().stamp().eventId()));
  }

  /// The events about one grade, the latest last.
  private static List<Heard<GradeClaim>> ownOf(
      List<Heard<GradeClaim>> events, LearnerId learner, CourseKey course) {
    return events.stream()
        .filter(event -> event.said().learner().equals(learner))
        .filter(event -> event.said().course().equals(course))
        .sorted(ORDER)
        .toList();
  }

  private static Optional<Heard<GradeClaim>> last(
      List<Heard<GradeClaim>> events, Function<GradeClaim, Optional<?>> facet) {
    return events.stream()
        .filter(event -> facet.apply(event.said()).isPresent())
        .reduce((earlier, later) -> later);
  }

  private static Kept keptOf(List<Heard<GradeClaim>> events) {
    try (var topology = new DrivenTopology<>(new GradesTopology(), FEW_REMEMBERED)) {
      events.forEach(topology::hear);
      var kept = new Kept(new TreeMap<>(), new HashMap<>(), new HashMap<>(), new TreeMap<>());
      for (CourseKey course : COURSES) {
        kept.gradebooks().put(course, gradebook(topology, course));
        kept.distributions()
            .put(
                course,
                topology
                    .row(GradesTopology.DISTRIBUTIONS, KeyBytes.of(course))
                    .orElse(GradeDistribution.NONE));
        for (LearnerId learner : LEARNERS) {
          topology
              .row(GradesTopology.GRADES, KeyBytes.of(learner, course))
              .ifPresent(grade -> kept.grades().put(key(learner, course), Row.of(grade)));
          kept.histories().put(key(learner, course), history(topology, learner, course));
        }
      }
      return kept;
    }
  }

  /// In the order of learners.
  private static List<Row> gradebook(DrivenTopology<GradeClaim> topology, CourseKey course) {
    return topology.rows(GradesTopology.GRADEBOOK).stream()
        .filter(grade -> grade.course().equals(course))
        .map(Row::of)
        .toList();
  }

  private static List<String> history(
      DrivenTopology<GradeClaim> topology, LearnerId learner, CourseKey course) {
    return topology.row(GradesTopology.HISTORY, KeyBytes.of(learner, course)).stream()
        .flatMap(history -> history.items().stream())
        .map(item -> item.heard().stamp().eventId())
        .toList();
  }

  private static String key(LearnerId learner, CourseKey course) {
    return learner + " " + course;
  }

  @Provide
  Arbitrary<List<Heard<GradeClaim>>> events() {
    return Combinators.combine(
            Arbitraries.of(LEARNERS),
            Arbitraries.of(COURSES),
            Arbitraries.integers().between(0, 100),
            Arbitraries.of("", "Pass"),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(TYPES),
            Arbitraries.integers().between(0, 9999))
        .as(AnyOrderTest::event)
        .list()
        .ofMaxSize(14)
        .uniqueElements(heard -> heard.stamp().eventId());
  }

  private static Heard<GradeClaim> event(
      LearnerId learner,
      CourseKey course,
      int hundredths,
      String letter,
      int second,
      EventType type,
      int id) {
    var calculation = new Calculation(hundredths / 100.0, letter, "hash", "65f1c0");
    GradeClaim claim =
        switch (type) {
          case PERSISTENT_GRADE_SUMMARY_CHANGED ->
              GradeClaim.summary(learner, course, calculation, NOON.minusSeconds(id));
          case TRACKING_EVENT_EMITTED -> GradeClaim.calculated(learner, course, calculation);
          default -> GradeClaim.status(learner, course, !letter.isEmpty());
        };
    return new Heard<>(
        new EventStamp(NOON.plusSeconds(second), type, "id-" + id, "openedx/lms/web"),
        new SourcePosition("a", 0, id),
        claim);
  }
}
