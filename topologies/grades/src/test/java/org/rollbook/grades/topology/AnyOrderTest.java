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
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.testkit.campus.LmsEventType;

/// The central property, for the whole topology: the same events of all kinds in any order and any
/// number of times, from any offsets and topics, give the same grades, gradebooks, distributions
/// and history entries, and these are equal to the result of a plain computation.
class AnyOrderTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final List<LearnerId> LEARNERS = List.of(new LearnerId(1), new LearnerId(2));
  private static final List<CourseKey> COURSES =
      List.of(new CourseKey("ccx-v1:edX+DemoX+1+ccx@1"), new CourseKey("edX/DemoX/2012_Fall"));

  private static final int REMEMBERED = 5;

  private static final Map<String, String> FEW_REMEMBERED =
      Map.of("ROLLBOOK_HISTORY", Integer.toString(REMEMBERED));

  /// In the order of precedence.
  private static final List<EventType> TYPES =
      List.of(
          GradeEvents.PASSING_STATUS.type(),
          GradeEvents.CCX_PASSING_STATUS.type(),
          GradeEvents.TRACKING.type(),
          GradeEvents.SUMMARY.type());

  private static final Comparator<Stamped<GradeClaim>> ORDER =
      Comparator.<Stamped<GradeClaim>, Instant>comparing(event -> event.stamp().eventTime())
          .thenComparingInt(event -> TYPES.indexOf(event.stamp().eventType()))
          .thenComparing(event -> event.stamp().eventId());

  /// A grade without the positions of its events, which differ from one reception to the next.
  private record Row(
      Optional<Calculation> calculation,
      Optional<String> calculatedBy,
      Optional<Instant> passedAt,
      Optional<String> passedAtBy,
      boolean passing,
      String passingBy) {

    static Row of(Grade grade) {
      return new Row(
          grade.calculation().map(Stamped::payload),
          grade.calculation().map(facet -> facet.stamp().eventId()),
          grade.passedAt().map(Stamped::payload),
          grade.passedAt().map(facet -> facet.stamp().eventId()),
          grade.passing().payload(),
          grade.passing().stamp().eventId());
    }
  }

  /// The state of one run of the topology after all its events.
  private record State(
      Map<String, Row> grades,
      Map<CourseKey, List<Row>> gradebooks,
      Map<CourseKey, GradeDistribution> distributions,
      Map<String, List<String>> histories) {}

  @Property(tries = 20)
  void shouldReachTheSameStateInAnyOrderAndMultiplicity(
      @ForAll("events") List<Stamped<GradeClaim>> events, @ForAll Random random) {
    List<Stamped<GradeClaim>> shuffled = Repetition.of(events, random);

    assertThat(stateOf(shuffled)).isEqualTo(stateOf(events));
  }

  @Property(tries = 15)
  void shouldReachTheStateOfAPlainComputation(@ForAll("events") List<Stamped<GradeClaim>> events) {
    State state = stateOf(events);

    Map<String, Row> expected = new TreeMap<>();
    for (LearnerId learner : LEARNERS) {
      for (CourseKey course : COURSES) {
        List<Stamped<GradeClaim>> own = ownOf(events, learner, course);
        List<String> newest =
            own.reversed().stream()
                .limit(REMEMBERED)
                .map(event -> event.stamp().eventId())
                .toList();
        assertThat(state.histories().get(key(learner, course))).isEqualTo(newest);
        plain(own).ifPresent(row -> expected.put(key(learner, course), row));
      }
    }
    assertThat(state.grades()).isEqualTo(expected);
    for (CourseKey course : COURSES) {
      List<Row> gradebook =
          LEARNERS.stream()
              .map(learner -> Optional.ofNullable(expected.get(key(learner, course))))
              .flatMap(Optional::stream)
              .toList();
      assertThat(state.gradebooks().get(course)).isEqualTo(gradebook);
      assertSums(gradebook, state.distributions().getOrDefault(course, GradeDistribution.NONE));
    }
  }

  /// Asserts that the distribution is the sum of the rows.
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

  /// The latest event of each facet, computed a second time.
  private static Optional<Row> plain(List<Stamped<GradeClaim>> own) {
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Optional<Stamped<GradeClaim>> calculated = last(own, GradeClaim::calculation);
    Optional<Stamped<GradeClaim>> passed = last(own, GradeClaim::passedAt);
    return Optional.of(
        new Row(
            calculated.flatMap(event -> event.payload().calculation()),
            calculated.map(event -> event.stamp().eventId()),
            passed.flatMap(event -> event.payload().passedAt()),
            passed.map(event -> event.stamp().eventId()),
            own.getLast().payload().passing(),
            own.getLast().stamp().eventId()));
  }

  /// The events about one grade, the latest last.
  private static List<Stamped<GradeClaim>> ownOf(
      List<Stamped<GradeClaim>> events, LearnerId learner, CourseKey course) {
    return events.stream()
        .filter(event -> event.payload().learner().equals(learner))
        .filter(event -> event.payload().course().equals(course))
        .sorted(ORDER)
        .toList();
  }

  private static Optional<Stamped<GradeClaim>> last(
      List<Stamped<GradeClaim>> events, Function<GradeClaim, Optional<?>> facet) {
    return events.stream()
        .filter(event -> facet.apply(event.payload()).isPresent())
        .reduce((earlier, later) -> later);
  }

  private static State stateOf(List<Stamped<GradeClaim>> events) {
    try (var topology = new DrivenTopology<>(GradesTopology.DEFINITION, FEW_REMEMBERED)) {
      events.forEach(topology::receive);
      var state = new State(new TreeMap<>(), new HashMap<>(), new HashMap<>(), new TreeMap<>());
      for (CourseKey course : COURSES) {
        state.gradebooks().put(course, gradebook(topology, course));
        state
            .distributions()
            .put(
                course,
                topology
                    .row(GradesTopology.DEFINITION.aggregate().store(), KeyBytes.of(course))
                    .orElse(GradeDistribution.NONE));
        for (LearnerId learner : LEARNERS) {
          topology
              .row(GradesTopology.DEFINITION.rows().byLearner(), KeyBytes.of(learner, course))
              .ifPresent(grade -> state.grades().put(key(learner, course), Row.of(grade)));
          state.histories().put(key(learner, course), history(topology, learner, course));
        }
      }
      return state;
    }
  }

  /// The gradebook in the order of learners.
  private static List<Row> gradebook(DrivenTopology<GradeClaim> topology, CourseKey course) {
    return topology.rows(GradesTopology.DEFINITION.rows().byCourse()).stream()
        .filter(grade -> grade.course().equals(course))
        .map(Row::of)
        .toList();
  }

  private static List<String> history(
      DrivenTopology<GradeClaim> topology, LearnerId learner, CourseKey course) {
    return topology.row(GradesTopology.DEFINITION.history(), KeyBytes.of(learner, course)).stream()
        .flatMap(history -> history.items().stream())
        .map(item -> item.event().stamp().eventId())
        .toList();
  }

  private static String key(LearnerId learner, CourseKey course) {
    return learner + " " + course;
  }

  @Provide
  Arbitrary<List<Stamped<GradeClaim>>> events() {
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
        .uniqueElements(event -> event.stamp().eventId());
  }

  private static Stamped<GradeClaim> event(
      LearnerId learner,
      CourseKey course,
      int hundredths,
      String letter,
      int second,
      EventType type,
      int id) {
    var calculation = new Calculation(hundredths / 100.0, letter, "hash", "65f1c0");
    GradeClaim claim =
        switch (LmsEventType.of(type)) {
          case PERSISTENT_GRADE_SUMMARY_CHANGED ->
              GradeClaim.summary(learner, course, calculation, NOON.minusSeconds(id));
          case TRACKING_EVENT_EMITTED -> GradeClaim.calculated(learner, course, calculation);
          default -> GradeClaim.status(learner, course, !letter.isEmpty());
        };
    return new Stamped<>(
        new EventStamp(NOON.plusSeconds(second), type, "id-" + id, "openedx/lms/web"),
        new SourcePosition("a", 0, id),
        claim);
  }
}
