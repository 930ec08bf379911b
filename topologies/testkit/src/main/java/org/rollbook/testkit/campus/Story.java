package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.testkit.campus.EventPayload.Facet;
import org.rollbook.testkit.campus.TruthJudgement.Agrees;
import org.rollbook.testkit.campus.TruthJudgement.Disagrees;
import org.rollbook.testkit.campus.TruthJudgement.Fault;

/// All events that were published about one row, and when the bus is known to have had them.
/// Guarded by its [CourseTruth].
final class Story<S extends EventPayload, R> {

  private final CampusEnrollmentKey key;
  private final TruthLaw<S, R, ?> law;
  private final List<SentEvent<S>> events = new ArrayList<>(2);

  Story(CampusEnrollmentKey key, TruthLaw<S, R, ?> law) {
    this.key = key;
    this.law = law;
  }

  CampusEnrollmentKey key() {
    return key;
  }

  /// The event as it is kept here, the same one for each of its duplicates. Readings of the same
  /// content have the same id, whenever they were made.
  SentEvent<S> sent(S payload) {
    for (var sent : events) {
      if (sent.payload.stamp().equals(payload.stamp())) {
        return sent;
      }
    }
    var sent = new SentEvent<>(payload);
    events.add(sent);
    return sent;
  }

  /// The row of the events that were acknowledged before an instant; later events may have changed
  /// it.
  Optional<R> rowAt(Instant asOf) {
    return law.rowOf(acknowledgedBefore(asOf).toList());
  }

  /// Whether any event that was not acknowledged before an instant would change the counted part of
  /// the row at that instant.
  ///
  /// Checking one event at a time is enough: each facet of any row is from one event.
  boolean mayCountOtherwiseSince(Instant asOf) {
    var counted = rowAt(asOf).map(law::countedOf);
    return sentAfter(asOf)
        .map(sent -> law.rowOf(acknowledgedBeforeAnd(sent.payload, asOf)).map(law::countedOf))
        .anyMatch(possible -> !possible.equals(counted));
  }

  /// The acknowledged events, each once, newest first.
  List<S> history() {
    return acknowledgedBefore(Instant.MAX)
        .sorted(Comparator.comparing(EventPayload::stamp, StampLaw.EARLIEST_FIRST).reversed())
        .toList();
  }

  TruthJudgement judge(Instant asOf, Optional<R> observed) {
    var expected =
        observed.isEmpty() ? rowUnlessRemoved(asOf) : rowWithAllThatItNames(observed.get(), asOf);
    return expected.equals(observed)
        ? new Agrees()
        : new Disagrees(
            observed.isEmpty() ? Fault.FALSE_ABSENCE : Fault.WRONG_ROW,
            "%s: %s at %s, but the events make it %s"
                .formatted(key, shown(observed), asOf, shown(expected)));
  }

  /// The row of the acknowledged events; none if an unacknowledged reading may have removed it.
  private Optional<R> rowUnlessRemoved(Instant asOf) {
    return sentAfter(asOf)
        .filter(sent -> ReadingType.isAbsence(sent.payload.stamp()))
        .map(sent -> law.rowOf(acknowledgedBeforeAnd(sent.payload, asOf)))
        .filter(Optional::isEmpty)
        .findFirst()
        .orElseGet(() -> rowAt(asOf));
  }

  /// Whether exactly one row, or only absence, is right at an instant.
  boolean isSettledAt(Instant asOf) {
    var row = rowAt(asOf);
    return sentAfter(asOf)
        .allMatch(sent -> law.rowOf(acknowledgedBeforeAnd(sent.payload, asOf)).equals(row));
  }

  /// Drops the events that cannot be in the row at or after an instant any more.
  void forgetOutdatedAt(Instant asOf) {
    var acknowledged = acknowledgedBefore(asOf).toList();
    events.removeIf(
        sent ->
            sent.payload.claims().stream()
                .allMatch(facet -> isOverruled(sent.payload, facet, acknowledged)));
  }

  /// The row of the fewest events that a view can have received if it shows this row.
  private Optional<R> rowWithAllThatItNames(R row, Instant asOf) {
    var named = law.stampsOf(row);
    return law.rowOf(
        events.stream()
            .filter(
                sent -> sent.acknowledgedAt.isBefore(asOf) || named.contains(sent.payload.stamp()))
            .map(sent -> sent.payload)
            .toList());
  }

  /// The events that the bus may or may not have had at an instant.
  private Stream<SentEvent<S>> sentAfter(Instant asOf) {
    return events.stream().filter(sent -> !sent.acknowledgedAt.isBefore(asOf));
  }

  private Stream<S> acknowledgedBefore(Instant asOf) {
    return events.stream()
        .filter(sent -> sent.acknowledgedAt.isBefore(asOf))
        .map(sent -> sent.payload);
  }

  private List<S> acknowledgedBeforeAnd(S another, Instant asOf) {
    return Stream.concat(acknowledgedBefore(asOf), Stream.of(another)).toList();
  }

  private static boolean isOverruled(
      EventPayload payload, Facet facet, List<? extends EventPayload> by) {
    return by.stream()
        .filter(other -> other.claims().contains(facet))
        .anyMatch(other -> StampLaw.overrules(other.stamp(), payload.stamp()));
  }

  private static String shown(Optional<?> row) {
    return row.map(Object::toString).orElse("absent");
  }

  /// One event, sent at least once.
  static final class SentEvent<S extends EventPayload> {

    private final S payload;

    /// When the first of its duplicates was acknowledged; the far future if none was.
    private Instant acknowledgedAt = Instant.MAX;

    private SentEvent(S payload) {
      this.payload = payload;
    }

    void acknowledge(Instant at) {
      if (at.isBefore(acknowledgedAt)) {
        acknowledgedAt = at;
      }
    }
  }
}
