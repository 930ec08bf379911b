package org.rollbook.enrollments.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.CourseCounts.ModeCount;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.guard.DrivenTopology;
import org.rollbook.guard.Repetition;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.topic.KeyBytes;

/// The central property, for the whole topology: the same events in any order and any number of
/// times, from any offsets and topics, give the same rows, rosters, counts and history entries, and
/// these are equal to the result of a plain computation.
class AnyOrderTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final List<LearnerId> LEARNERS = List.of(new LearnerId(1), new LearnerId(2));
  private static final List<CourseKey> COURSES =
      List.of(new CourseKey("course-v1:edX+DemoX+1"), new CourseKey("edX/DemoX/2012_Fall"));
  private static final List<EventType> TYPES =
      List.of(
          EnrollmentEvents.CREATED.type(),
          EnrollmentEvents.CHANGED.type(),
          EnrollmentEvents.UNENROLLED.type());
  private static final int REMEMBERED = 5;

  private static final Map<String, String> FEW_REMEMBERED =
      Map.of("ROLLBOOK_HISTORY", Integer.toString(REMEMBERED));

  /// The order of stamps, implemented a second time.
  private static final Comparator<Received> ORDER =
      Comparator.<Received, Instant>comparing(event -> event.stamp().eventTime())
          .thenComparingInt(event -> TYPES.indexOf(event.stamp().eventType()))
          .thenComparing(event -> event.stamp().eventId());

  /// An event without the position where it was read.
  private record Received(EventStamp stamp, Enrollment payload) {

    static Received of(Stamped<Enrollment> event) {
      return new Received(event.stamp(), event.payload());
    }

    String key() {
      return AnyOrderTest.key(payload.learner(), payload.course());
    }
  }

  /// A course's counts and their stamp.
  private record Counted(SortedMap<String, ModeCount> modes, Optional<EventStamp> stamp) {}

  /// The state of one run of the topology after all its events.
  private record State(
      Map<String, Received> rows,
      Map<CourseKey, List<Received>> rosters,
      Map<CourseKey, Counted> counts,
      Map<String, List<Received>> histories) {}

  @Property(tries = 20)
  void shouldReachTheSameStateInAnyOrderAndMultiplicity(
      @ForAll("events") List<Stamped<Enrollment>> events, @ForAll Random random) {
    List<Stamped<Enrollment>> shuffled = Repetition.of(events, random);

    State inOrder = stateOf(events);
    State outOfOrder = stateOf(shuffled);

    assertThat(outOfOrder).isEqualTo(inOrder);
  }

  @Property(tries = 15)
  void shouldReachTheStateOfAPlainComputation(@ForAll("events") List<Stamped<Enrollment>> events) {
    Map<String, List<Received>> byKey =
        events.stream()
            .map(Received::of)
            .sorted(ORDER.reversed())
            .collect(Collectors.groupingBy(Received::key, TreeMap::new, Collectors.toList()));

    State state = stateOf(events);

    var latest = new TreeMap<String, Received>();
    byKey.forEach((key, newestFirst) -> latest.put(key, newestFirst.getFirst()));
    assertThat(state.rows()).isEqualTo(latest);
    assertHistories(state, byKey);
    COURSES.forEach(course -> assertCourse(state, course, latest.values()));
  }

  private static void assertHistories(State state, Map<String, List<Received>> byKey) {
    assertThat(state.histories())
        .allSatisfy(
            (key, history) ->
                assertThat(history)
                    .containsExactlyElementsOf(
                        byKey.getOrDefault(key, List.of()).stream().limit(REMEMBERED).toList()))
        .hasSize(LEARNERS.size() * COURSES.size());
  }

  private static void assertCourse(State state, CourseKey course, Collection<Received> latest) {
    List<Received> roster =
        latest.stream()
            .filter(row -> row.payload().course().equals(course))
            .sorted(Comparator.comparing(row -> row.payload().learner()))
            .toList();
    assertThat(state.rosters().get(course)).isEqualTo(roster);
    assertThat(state.counts().get(course))
        .isEqualTo(new Counted(counted(roster), roster.stream().max(ORDER).map(Received::stamp)));
  }

  private static SortedMap<String, ModeCount> counted(List<Received> roster) {
    SortedMap<String, ModeCount> counts = new TreeMap<>();
    for (Received row : roster) {
      counts.merge(
          row.payload().mode(),
          new ModeCount(row.payload().active() ? 1 : 0, 1),
          (a, b) -> new ModeCount(a.active() + b.active(), a.total() + b.total()));
    }
    return counts;
  }

  private static State stateOf(List<Stamped<Enrollment>> events) {
    try (var topology = new DrivenTopology<>(EnrollmentsTopology.DEFINITION, FEW_REMEMBERED)) {
      events.forEach(topology::receive);
      var state = new State(new TreeMap<>(), new HashMap<>(), new HashMap<>(), new TreeMap<>());
      for (CourseKey course : COURSES) {
        state.rosters().put(course, roster(topology, course));
        CourseCounts counts =
            topology
                .row(EnrollmentsTopology.DEFINITION.aggregate().store(), KeyBytes.of(course))
                .orElse(CourseCounts.NONE);
        state
            .counts()
            .put(course, new Counted(counts.modes(), counts.latest().map(Stamped::stamp)));
        for (LearnerId learner : LEARNERS) {
          String key = key(learner, course);
          topology
              .row(EnrollmentsTopology.DEFINITION.rows().byLearner(), KeyBytes.of(learner, course))
              .ifPresent(event -> state.rows().put(key, Received.of(event)));
          state.histories().put(key, history(topology, learner, course));
        }
      }
      return state;
    }
  }

  /// The roster in the order of learners.
  private static List<Received> roster(DrivenTopology<Enrollment> topology, CourseKey course) {
    return topology.rows(EnrollmentsTopology.DEFINITION.rows().byCourse()).stream()
        .filter(row -> row.payload().course().equals(course))
        .map(Received::of)
        .toList();
  }

  private static List<Received> history(
      DrivenTopology<Enrollment> topology, LearnerId learner, CourseKey course) {
    return topology
        .row(EnrollmentsTopology.DEFINITION.history(), KeyBytes.of(learner, course))
        .stream()
        .flatMap(history -> history.items().stream())
        .map(item -> Received.of(item.event()))
        .toList();
  }

  private static String key(LearnerId learner, CourseKey course) {
    return learner + " " + course;
  }

  @Provide
  Arbitrary<List<Stamped<Enrollment>>> events() {
    Arbitrary<Stamped<Enrollment>> event =
        Combinators.combine(
                Arbitraries.of(LEARNERS),
                Arbitraries.of(COURSES),
                Arbitraries.of("audit", "verified"),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of(TYPES),
                Arbitraries.integers().between(0, 9999))
            .as(AnyOrderTest::event);
    return event.list().ofMaxSize(14).uniqueElements(one -> one.stamp().eventId());
  }

  private static Stamped<Enrollment> event(
      LearnerId learner,
      CourseKey course,
      String mode,
      boolean active,
      int second,
      EventType type,
      int id) {
    return new Stamped<>(
        new EventStamp(NOON.plusSeconds(second), type, "id-" + id, "openedx/lms/web"),
        new SourcePosition("a", 0, id),
        new Enrollment(learner, course, mode, active, NOON));
  }
}
