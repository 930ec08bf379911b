package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
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

  private Object stateAfter(List<Stamped<E>> events) {
    Set<LearnerCourse> keys =
        events.stream()
            .map(event -> definition().events().key().apply(event.payload()))
            .collect(Collectors.toSet());
    try (var topology = new DrivenTopology<>(definition(), FEW_REMEMBERED)) {
      events.forEach(topology::receive);
      return WithoutPositions.of(ViewState.of(topology, definition(), keys));
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
