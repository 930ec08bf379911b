package org.rollbook.enrollments.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.enrollments.domain.ModeCount;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;

/// The one idea, for the whole topology: the same events in any order and any number of times, from
/// any offsets and topics, give the same rows, rosters, counts and history entries, and these are
/// what a plain computation says.
class AnyOrderTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final List<LearnerId> LEARNERS = List.of(new LearnerId(1), new LearnerId(2));
  private static final List<CourseKey> COURSES =
      List.of(new CourseKey("course-v1:edX+DemoX+1"), new CourseKey("edX/DemoX/2012_Fall"));
  private static final int REMEMBERED = 5;

  /// By precedence.
  private static final List<EventType> TYPES =
      List.of(
          EventType.ENROLLMENT_CREATED,
          EventType.ENROLLMENT_CHANGED,
          EventType.UNENROLLMENT_COMPLETED);

  /// What one run of the topology keeps of all that it heard.
  private record Kept(
      Map<String, EventStamp> stamps,
      Map<String, Enrollment> rows,
      Map<CourseKey, List<Enrollment>> rosters,
      Map<CourseKey, SortedMap<String, ModeCount>> counts,
      Map<String, List<Enrollment>> histories) {}

  @Property(tries = 20)
  void shouldKeepTheSameInAnyOrderAndMultiplicity(
      @ForAll("events") List<Heard<Enrollment>> events, @ForAll Random random) {
    List<Heard<Enrollment>> shuffled = doubled(events, random);
    Collections.shuffle(shuffled, random);

    Kept inOrder = keptOf(events);
    Kept anyhow = keptOf(shuffled);

    assertThat(anyhow).isEqualTo(inOrder);
  }

  @Property(tries = 15)
  void shouldKeepWhatAPlainComputationSays(@ForAll("events") List<Heard<Enrollment>> events) {
    Map<String, Enrollment> expected = latest(events);

    Kept kept = keptOf(events);

    assertThat(kept.rows()).isEqualTo(expected);
    COURSES.forEach(
        course -> {
          List<Enrollment> roster =
              expected.values().stream()
                  .filter(row -> row.course().equals(course))
                  .sorted(Comparator.comparing(Enrollment::learner))
                  .toList();
          assertThat(kept.rosters().get(course)).isEqualTo(roster);
          assertThat(kept.counts().get(course)).isEqualTo(counted(roster));
        });
  }

  /// The greatest of (time, created before changed before unenrolled, id), written down once more.
  private static Map<String, Enrollment> latest(List<Heard<Enrollment>> events) {
    Comparator<Heard<Enrollment>> order =
        Comparator.<Heard<Enrollment>, Instant>comparing(event -> event.stamp().eventTime())
            .thenComparingInt(event -> TYPES.indexOf(event.stamp().eventType()))
            .thenComparing(event -> event.stamp().eventId());
    return events.stream()
        .collect(
            Collectors.groupingBy(
                event -> key(event.said().learner(), event.said().course()),
                TreeMap::new,
                Collectors.collectingAndThen(
                    Collectors.maxBy(order), event -> event.orElseThrow().said())));
  }

  private static SortedMap<String, ModeCount> counted(List<Enrollment> roster) {
    SortedMap<String, ModeCount> counts = new TreeMap<>();
    for (Enrollment row : roster) {
      counts.merge(
          row.mode(),
          new ModeCount(row.active() ? 1 : 0, 1),
          (a, b) -> new ModeCount(a.active() + b.active(), a.total() + b.total()));
    }
    return counts;
  }

  /// Each event up to three times, each time read elsewhere.
  private static List<Heard<Enrollment>> doubled(List<Heard<Enrollment>> events, Random random) {
    List<Heard<Enrollment>> doubled = new ArrayList<>(events);
    for (Heard<Enrollment> event : events) {
      for (int again = random.nextInt(3); again > 0; again--) {
        var elsewhere =
            new SourcePosition(
                random.nextBoolean() ? "a" : "b", random.nextInt(3), random.nextInt(1000));
        doubled.add(new Heard<>(event.stamp(), elsewhere, event.said()));
      }
    }
    return doubled;
  }

  private static Kept keptOf(List<Heard<Enrollment>> events) {
    try (var topology = new DrivenEnrollments()) {
      events.forEach(topology::hear);
      var kept =
          new Kept(
              new TreeMap<>(), new TreeMap<>(), new HashMap<>(), new HashMap<>(), new TreeMap<>());
      for (CourseKey course : COURSES) {
        kept.rosters().put(course, topology.roster(course));
        kept.counts().put(course, topology.counts(course));
        for (LearnerId learner : LEARNERS) {
          Optional<Heard<Enrollment>> row = topology.enrollment(learner, course);
          row.ifPresent(heard -> kept.stamps().put(key(learner, course), heard.stamp()));
          row.ifPresent(heard -> kept.rows().put(key(learner, course), heard.said()));
          kept.histories()
              .put(
                  key(learner, course),
                  topology.history(learner, course).stream()
                      .map(item -> item.heard().said())
                      .toList());
        }
      }
      assertThat(kept.histories().values()).allMatch(history -> history.size() <= REMEMBERED);
      return kept;
    }
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
