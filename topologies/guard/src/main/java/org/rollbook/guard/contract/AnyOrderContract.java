package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rollbook.guard.DrivenTopology;
import org.rollbook.guard.Repetition;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;

/// The central property, for the whole topology: the same events in any order and any number of
/// times, from any offsets and topics, give the same rows, lists, aggregates and history entries,
/// and these are equal to the result of a plain computation.
public interface AnyOrderContract<E, R, A> extends ViewSamples<E, R, A> {

  /// Fewer than there are events, so that histories are cut.
  int REMEMBERED = 5;

  Map<String, String> FEW_REMEMBERED = Map.of("ROLLBOOK_HISTORY", Integer.toString(REMEMBERED));

  Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  List<CourseKey> COURSES =
      List.of(new CourseKey("ccx-v1:edX+DemoX+1+ccx@1"), new CourseKey("edX/DemoX/2012_Fall"));

  /// An event as numbers. They are so few that most events are about the same rows, at the same
  /// times.
  record DrawnEvent(int learner, int course, int second, int type, int id, int number) {}

  @Provide
  default Arbitrary<List<DrawnEvent>> draws() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(0, COURSES.size() - 1),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, types().size() - 1),
            Arbitraries.integers().between(0, 9999),
            Arbitraries.integers().between(0, 100))
        .as(DrawnEvent::new)
        .list()
        .ofMaxSize(14)
        .uniqueElements(DrawnEvent::id);
  }

  @Property(tries = 20)
  default void shouldReachTheSameStateInAnyOrderAndMultiplicity(
      @ForAll("draws") List<DrawnEvent> draws, @ForAll Random random) {
    List<Stamped<E>> events = draws.stream().map(this::event).toList();
    List<Stamped<E>> shuffled = Repetition.of(events, random);

    assertThat(stateAfter(shuffled)).isEqualTo(stateAfter(events));
  }

  @Property(tries = 15)
  default void shouldReachTheStateOfAPlainComputation(@ForAll("draws") List<DrawnEvent> draws) {
    List<Stamped<E>> events = draws.stream().map(this::event).toList();

    try (var topology = new DrivenTopology<>(definition(), FEW_REMEMBERED)) {
      events.forEach(topology::receive);
      new PlainComputation<>(this, REMEMBERED).assertHolds(topology, events);
    }
  }

  /// Whatever the bus has lost, delayed, doubled or reordered: a later reading of the LMS's table
  /// decides, also where it is received before the rest. Then the digests are those of the table.
  @Property(tries = 20)
  default void shouldHaveTheRowsOfTheLmsOnceTheyWereRead(
      @ForAll("draws") List<DrawnEvent> draws, @ForAll Random random) {
    List<Stamped<E>> events = draws.stream().map(this::event).toList();
    List<Stamped<E>> readings =
        draws.stream()
            .map(draw -> new DrawnRow(draw.learner(), draw.course()))
            .distinct()
            .map(row -> event(row.readLater(types(), random)))
            .toList();
    List<Stamped<E>> received =
        Stream.concat(events.stream().filter(_ -> random.nextBoolean()), readings.stream())
            .toList();

    assertThat(rowsOfTheLmsAfter(Repetition.of(received, random)))
        .isEqualTo(rowsOfTheLmsAfter(readings));
  }

  /// A row that the LMS has, or has no more.
  record DrawnRow(int learner, int course) {

    private static final int LATER = 10;

    DrawnEvent readLater(List<EventType> types, Random random) {
      int type =
          random.nextBoolean()
              ? 0
              : (int)
                  types.stream()
                      .takeWhile(
                          each -> !each.wireName().matches("org\\.rollbook\\.lms\\..*\\.read\\.v1"))
                      .count();
      return new DrawnEvent(
          learner, course, LATER, type, 10_000 + random.nextInt(10_000), random.nextInt(100));
    }
  }

  private Object rowsOfTheLmsAfter(List<Stamped<E>> events) {
    try (var topology = new DrivenTopology<>(definition(), FEW_REMEMBERED)) {
      events.forEach(topology::receive);
      ViewState<E, R, A> state = ViewState.of(topology, definition(), keysOf(events));
      return Map.of(
          "rows",
          state.byLearner().stream()
              .flatMap(row -> definition().rows().canonicalText().apply(row).stream())
              .sorted()
              .toList(),
          "digests",
          state.digests());
    }
  }

  private Set<LearnerCourse> keysOf(List<Stamped<E>> events) {
    return events.stream()
        .map(event -> definition().events().key().apply(event.payload()))
        .collect(Collectors.toSet());
  }

  private Object stateAfter(List<Stamped<E>> events) {
    try (var topology = new DrivenTopology<>(definition(), FEW_REMEMBERED)) {
      events.forEach(topology::receive);
      return WithoutPositions.of(ViewState.of(topology, definition(), keysOf(events)));
    }
  }

  private Stamped<E> event(DrawnEvent drawn) {
    EventType type = types().get(drawn.type());
    var key = new LearnerCourse(new LearnerId(drawn.learner()), COURSES.get(drawn.course()));
    return new Stamped<>(
        new EventStamp(
            NOON.plusSeconds(drawn.second()), type, "id-" + drawn.id(), "openedx/lms/web"),
        new SourcePosition("a", 0, drawn.id()),
        payload(type, key, drawn.number()));
  }
}
