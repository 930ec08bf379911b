package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.testkit.campus.Judgement.Agrees;
import org.rollbook.testkit.campus.Judgement.Disagrees;
import org.rollbook.testkit.campus.Judgement.Fault;
import org.rollbook.testkit.campus.Said.Facet;

/// Everything that was published about one row, and when the bus is known to have held it. Guarded
/// by its [CourseTruth].
final class Story<S extends Said, R> {

  private final EnrollmentKey key;
  private final RowLaw<S, R, ?> law;
  private final List<Saying<S>> sayings = new ArrayList<>(2);

  Story(EnrollmentKey key, RowLaw<S, R, ?> law) {
    this.key = key;
    this.law = law;
  }

  EnrollmentKey key() {
    return key;
  }

  /// The event as it is kept here, the same one for each of its copies.
  Saying<S> saying(S said) {
    for (var saying : sayings) {
      if (saying.said.stamp().eventId().equals(said.stamp().eventId())) {
        return saying;
      }
    }
    var saying = new Saying<>(said);
    sayings.add(saying);
    return saying;
  }

  /// The row that the events held before an instant make; events held since may have changed it.
  Optional<R> rowAt(Instant asOf) {
    return law.rowOf(heldBefore(asOf).toList());
  }

  /// Whether an event that is not known to have been held at an instant would be counted otherwise
  /// than the row of then.
  ///
  /// One at a time is enough: each facet of any row is from one event.
  boolean mayCountOtherwiseSince(Instant asOf) {
    var counted = rowAt(asOf).map(law::countedOf);
    return sayings.stream()
        .filter(saying -> !saying.acknowledgedAt.isBefore(asOf))
        .map(saying -> law.rowOf(heldBeforeAnd(saying.said, asOf)).map(law::countedOf))
        .anyMatch(possible -> !possible.equals(counted));
  }

  /// What the bus is known to have held, each event once, newest first.
  List<S> history() {
    return heldBefore(Instant.MAX)
        .sorted(Comparator.comparing(Said::stamp, Law.EARLIEST_FIRST).reversed())
        .toList();
  }

  Judgement judge(Instant asOf, Optional<R> observed) {
    var expected = observed.isEmpty() ? rowAt(asOf) : rowWithAllThatItNames(observed.get(), asOf);
    return expected.equals(observed)
        ? new Agrees()
        : new Disagrees(
            observed.isEmpty() ? Fault.FALSE_ABSENCE : Fault.WRONG_ROW,
            "%s: %s at %s, but the events make it %s"
                .formatted(key, shown(observed), asOf, shown(expected)));
  }

  /// Whether one row only, or absence only, is right at an instant.
  boolean isSettledAt(Instant asOf) {
    var row = rowAt(asOf);
    return sayings.stream()
        .filter(saying -> !saying.acknowledgedAt.isBefore(asOf))
        .allMatch(saying -> law.rowOf(heldBeforeAnd(saying.said, asOf)).equals(row));
  }

  /// Drops what cannot be in the row at or after an instant any more.
  void forgetOutdatedAt(Instant asOf) {
    var held = heldBefore(asOf).toList();
    sayings.removeIf(
        saying ->
            saying.said.claims().stream().allMatch(facet -> isOverruled(saying.said, facet, held)));
  }

  /// The least that a view has heard that shows this row, made a row.
  private Optional<R> rowWithAllThatItNames(R row, Instant asOf) {
    var named = law.stampsOf(row);
    return law.rowOf(
        sayings.stream()
            .filter(
                saying ->
                    saying.acknowledgedAt.isBefore(asOf) || named.contains(saying.said.stamp()))
            .map(saying -> saying.said)
            .toList());
  }

  private Stream<S> heldBefore(Instant asOf) {
    return sayings.stream()
        .filter(saying -> saying.acknowledgedAt.isBefore(asOf))
        .map(saying -> saying.said);
  }

  private List<S> heldBeforeAnd(S another, Instant asOf) {
    return Stream.concat(heldBefore(asOf), Stream.of(another)).toList();
  }

  private static boolean isOverruled(Said said, Facet facet, List<? extends Said> by) {
    return by.stream()
        .filter(other -> other.claims().contains(facet))
        .anyMatch(other -> Law.overrules(other.stamp(), said.stamp()));
  }

  private static String shown(Optional<?> row) {
    return row.map(Object::toString).orElse("absent");
  }

  /// One event, sent at least once.
  static final class Saying<S extends Said> {

    private final S said;

    /// When the first copy was acknowledged; the far future as long as none was.
    private Instant acknowledgedAt = Instant.MAX;

    private Saying(S said) {
      this.said = said;
    }

    void acknowledge(Instant at) {
      if (at.isBefore(acknowledgedAt)) {
        acknowledgedAt = at;
      }
    }
  }
}
