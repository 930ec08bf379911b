package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rollbook.guard.DrivenTopology;
import org.rollbook.model.Stamped;
import org.rollbook.model.topic.KeyBytes;

/// Every accepted event is read as it is meant and merged, whatever its fields are, and the rows
/// are equal to the result of a plain computation.
public interface ExtremesContract<E, R, A> extends ExtremeSamples<E, R, A> {

  int MOST_REMEMBERED = 1000;

  /// A history has no more than this, whatever the number of its events.
  int HISTORY_BYTES = 512 << 10;

  Map<String, String> ALL_REMEMBERED =
      Map.of("ROLLBOOK_HISTORY", Integer.toString(MOST_REMEMBERED));

  @Property(tries = 10)
  default void shouldMergeEveryAcceptedEvent(@ForAll Random random) {
    var extremes = new ExtremeEvents<>(this);
    try (var topology = new DrivenTopology<>(definition(), ALL_REMEMBERED)) {
      List<Stamped<E>> accepted = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        ExtremeEvent event = extremes.any(random);
        Optional<Stamped<E>> read = extremes.read(event);
        assertThat(read.isPresent()).as("%s", event).isEqualTo(event.isAccepted());
        if (read.isPresent()) {
          Stamped<E> meant = extremes.meant(event);
          assertThat(journaled(read.get())).as("%s", event).isEqualTo(journaled(meant));
          topology.receive(read.get());
          accepted.add(meant);
        }
      }

      assertThat(topology.deadLetters()).isEmpty();
      new PlainComputation<>(this, MOST_REMEMBERED).assertHolds(topology, accepted);
    }
  }

  private byte[] journaled(Stamped<E> event) {
    return definition().journals().getFirst().values().toBytes(event);
  }

  /// Afterwards all have the same text, and nothing of the others is left.
  @Test
  default void shouldCountThousandsOfTextsInOneCourse() {
    var extremes = new ExtremeEvents<>(this);
    try (var topology = new DrivenTopology<>(definition(), Map.of())) {
      List<Stamped<E>> events = new ArrayList<>();
      IntStream.range(0, ExtremeEvents.CROWD)
          .mapToObj(extremes::ofTheCrowd)
          .forEach(event -> events.add(extremes.read(event).orElseThrow()));
      events.forEach(topology::receive);
      assertThat(topology.deadLetters()).isEmpty();
      new PlainComputation<>(this, MOST_REMEMBERED).assertHolds(topology, events);

      List<Stamped<E>> later =
          IntStream.range(0, ExtremeEvents.CROWD)
              .mapToObj(extremes::laterOfTheCrowd)
              .map(event -> extremes.read(event).orElseThrow())
              .toList();
      later.forEach(topology::receive);
      events.addAll(later);
      new PlainComputation<>(this, MOST_REMEMBERED).assertHolds(topology, events);
    }
  }

  @Test
  default void shouldKeepAHistoryOfHundredsOfLongEventsOfOneRow() {
    var extremes = new ExtremeEvents<>(this);
    try (var topology = new DrivenTopology<>(definition(), ALL_REMEMBERED)) {
      List<ExtremeEvent> events =
          IntStream.range(0, ExtremeEvents.LONG_EVENTS).mapToObj(extremes::longEvent).toList();
      events.forEach(event -> topology.receive(extremes.read(event).orElseThrow()));

      assertThat(topology.deadLetters()).isEmpty();
      List<String> newestFirst =
          events.stream().map(event -> event.text("id")).sorted(Comparator.reverseOrder()).toList();
      var key = events.getFirst().key();
      List<String> remembered =
          topology
              .row(definition().history(), KeyBytes.of(key.learner(), key.course()))
              .orElseThrow()
              .items()
              .stream()
              .map(item -> item.event().stamp().eventId())
              .toList();
      int fit = HISTORY_BYTES / journaled(extremes.meant(events.getFirst())).length;
      assertThat(fit).isLessThan(ExtremeEvents.LONG_EVENTS);
      assertThat(remembered).hasSizeBetween(fit, fit + 1);
      assertThat(newestFirst).startsWith(remembered.toArray(String[]::new));
    }
  }
}
