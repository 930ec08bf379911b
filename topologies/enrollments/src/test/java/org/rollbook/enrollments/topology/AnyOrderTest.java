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
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.enrollments.domain.ModeCount;
import org.rollbook.guard.DrivenTopology;
import org.rollbook.guard.Repetition;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.topic.KeyBytes;

/// The one idea, for the whole topology: the same events in any order and any number of times, from
/// any offsets and topics, give the same rows, rosters, counts and history entries, and these are
/// what a plain computation says.
class AnyOrderTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final List<LearnerId> LEARNERS = List.of(new LearnerId(1), new LearnerId(2));
  private static final List<CourseKey> COURSES =
      List.of(new CourseKey("course-v1:edX+DemoX+1"), new CourseKey("edX/DemoX/2012_Fall"));
  private static final List<EventType> TYPES =
      List.of(
          EventType.ENROLLMENT_CREATED,
          EventType.ENROLLMENT_CHANGED,
          EventType.UNENROLLMENT_COMPLETED);
  private static final int REMEMBERED = 5;

  private static final Map<String, String> FEW_REMEMBERED =
      Map.of("ROLLBOOK_HISTORY", Integer.toString(REMEMBERED));

  /// The order of stamps, written down once more.
  private static final Comparator<Told> ORDER =
      Comparator.<Told, Instant>comparing(told -> told.stamp().eventTime())
          .thenComparing(
              told ->
                  switch (told.stamp().knownType()) {
                    case ENROLLMENT_CREATED -> 0;
                    case ENROLLMENT_CHANGED -> 1;
                    case UNENROLLMENT_COMPLETED -> 2;
                    default -> throw new AssertionError("no enrollment event: " + told);
                  })
          .thenComparing(told -> told.stamp().eventId());

  /// What an event said, wherever it was read.
  private record Told(EventStamp stamp, Enrollment said) {

    static Told of(Heard<Enrollment> heard) {
      return new Told(heard.stamp(), heard.said());
    }

    String key() {
      return AnyOrderTest.key(said.learner(), said.course());
    }
  }

  /// A course's counts and the stamp that they bear.
  private record Counted(SortedMap<String, ModeCount> modes, Optional<EventStamp> stamp) {}

  /// What one run of the topology keeps of all that it heard.
  private record Kept(
      Map<String, Told> rows,
      Map<CourseKey, List<Told>> rosters,
      Map<CourseKey, Counted> counts,
      Map<String, List<Told>> histories) {}

  @Property(tries = 20)
  void shouldKeepTheSameInAnyOrderAndMultiplicity(
      @ForAll("events") List<Heard<Enrollment>> events, @ForAll Random random) {
    List<Heard<Enrollment>> shuffled = Repetition.of(events, random);

    Kept inOrder = keptOf(events);
    Kept anyhow = keptOf(shuffled);

    assertThat(anyhow).isEqualTo(inOrder);
  }

  @Property(tries = 15)
  void shouldKeepWhatAPlainComputationSays(@ForAll("events") List<Heard<Enrollment>> events) {
    Map<String, List<Told>> told =
        events.stream()
            .map(Told::of)
            .sorted(ORDER.reversed())
            .collect(Collectors.groupingBy(Told::key, TreeMap::new, Collectors.toList()));

    Kept kept = keptOf(events);

    var latest = new TreeMap<String, Told>();
    told.forEach((key, newestFirst) -> latest.put(key, newestFirst.getFirst()));
    assertThat(kept.rows()).isEqualTo(latest);
    assertHistories(kept, told);
    COURSES.forEach(course -> assertCourse(kept, course, latest.values()));
  }

  private static void assertHistories(Kept kept, Map<String, List<Told>> told) {
    assertThat(kept.histories())
        .allSatisfy(
            (key, history) ->
                assertThat(history)
                    .containsExactlyElementsOf(
                        told.getOrDefault(key, List.of()).stream().limit(REMEMBERED).toList()))
        .hasSize(LEARNERS.size() * COURSES.size());
  }

  private static void assertCourse(Kept kept, CourseKey course, Collection<Told> latest) {
    List<Told> roster =
        latest.stream()
            .filter(row -> row.said().course().equals(course))
            .sorted(Comparator.comparing(row -> row.said().learner()))
            .toList();
    assertThat(kept.rosters().get(course)).isEqualTo(roster);
    assertThat(kept.counts().get(course))
        .isEqualTo(new Counted(counted(roster), roster.stream().max(ORDER).map(Told::stamp)));
  }

  private static SortedMap<String, ModeCount> counted(List<Told> roster) {
    SortedMap<String, ModeCount> counts = new TreeMap<>();
    for (Told row : roster) {
      counts.merge(
          row.said().mode(),
          new ModeCount(row.said().active() ? 1 : 0, 1),
          (a, b) -> new ModeCount(a.active() + b.active(), a.total() + b.total()));
    }
    return counts;
  }

  private static Kept keptOf(List<Heard<Enrollment>> events) {
    try (var topology = new DrivenTopology<>(new EnrollmentsTopology(), FEW_REMEMBERED)) {
      events.forEach(topology::hear);
      var kept = new Kept(new TreeMap<>(), new HashMap<>(), new HashMap<>(), new TreeMap<>());
      for (CourseKey course : COURSES) {
        kept.rosters().put(course, roster(topology, course));
        CourseCounts counts =
            topology.row(EnrollmentsTopology.COUNTS, KeyBytes.of(course)).orElse(CourseCounts.NONE);
        kept.counts().put(course, new Counted(counts.modes(), counts.latest().map(Heard::stamp)));
        for (LearnerId learner : LEARNERS) {
          String key = key(learner, course);
          topology
              .row(EnrollmentsTopology.ENROLLMENTS, KeyBytes.of(learner, course))
              .ifPresent(heard -> kept.rows().put(key, Told.of(heard)));
          kept.histories().put(key, history(topology, learner, course));
        }
      }
      return kept;
    }
  }

  /// In the order of learners.
  private static List<Told> roster(DrivenTopology<Enrollment> topology, CourseKey course) {
    return topology.rows(EnrollmentsTopology.ROSTER).stream()
        .filter(row -> row.said().course().equals(course))
        .map(Told::of)
        .toList();
  }

  private static List<Told> history(
      DrivenTopology<Enrollment> topology, LearnerId learner, CourseKey course) {
    return topology.row(EnrollmentsTopology.HISTORY, KeyBytes.of(learner, course)).stream()
        .flatMap(history -> history.items().stream())
        .map(item -> Told.of(item.heard()))
        .toList();
  }

  private static String key(LearnerId learner, CourseKey course) {
    return learner + " " + course;
  }

  @Provide
  Arbitrary<List<Heard<Enrollment>>> events() {
    Arbitrary<Heard<Enrollment>> event =
        Combinators.combine(
                Arbitraries.of(LEARNERS),
                Arbitraries.of(COURSES),
                Arbitraries.of("audit", "verified"),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of(TYPES),
                Arbitraries.integers().between(0, 9999))
            .as(AnyOrderTest::event);
    return event.list().ofMaxSize(14).uniqueElements(heard -> heard.stamp().eventId());
  }

  private static Heard<Enrollment> event(
      LearnerId learner,
      CourseKey course,
      String mode,
      boolean active,
      int second,
      EventType type,
      int id) {
    return new Heard<>(
        new EventStamp(NOON.plusSeconds(second), type, "id-" + id, "openedx/lms/web"),
        new SourcePosition("a", 0, id),
        new Enrollment(learner, course, mode, active, NOON));
  }
}
