package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rollbook.testkit.campus.Judgement.Agrees;
import org.rollbook.testkit.campus.Judgement.Disagrees;

/// Everything that was published about one enrollment, and when the bus is known to have held it.
/// Guarded by its [CourseTruth].
final class Story {

  private final EnrollmentKey key;
  private final List<Saying> sayings = new ArrayList<>(2);

  Story(EnrollmentKey key) {
    this.key = key;
  }

  EnrollmentKey key() {
    return key;
  }

  /// The event as it is kept here, the same one for each of its copies.
  Saying saying(TrueEnrollment said) {
    for (var saying : sayings) {
      if (saying.said.stamp().eventId().equals(said.stamp().eventId())) {
        return saying;
      }
    }
    var saying = new Saying(said);
    sayings.add(saying);
    return saying;
  }

  /// The row that the events held before an instant make; events held since may have changed it.
  Optional<TrueEnrollment> rowAt(Instant asOf) {
    return sayings.stream()
        .filter(saying -> saying.acknowledgedAt.isBefore(asOf))
        .map(saying -> saying.said)
        .max(Comparator.comparing(TrueEnrollment::stamp, Law.EARLIEST_FIRST));
  }

  /// Whether an event that is not known to have been held at an instant would be counted otherwise
  /// than the row of then.
  boolean mayCountOtherwiseSince(Instant asOf) {
    var row = rowAt(asOf);
    return sayings.stream()
        .map(saying -> saying.said)
        .anyMatch(
            said -> row.isEmpty() || (overrules(said, row.get()) && !countsLike(said, row.get())));
  }

  /// What the bus is known to have held, each event once, newest first.
  List<TrueEnrollment> history() {
    return sayings.stream()
        .filter(saying -> saying.acknowledgedAt.isBefore(Instant.MAX))
        .map(saying -> saying.said)
        .sorted(Comparator.comparing(TrueEnrollment::stamp, Law.EARLIEST_FIRST).reversed())
        .toList();
  }

  Judgement judge(Instant asOf, Optional<TrueEnrollment> observed) {
    var least = rowAt(asOf);
    if (observed.isEmpty()) {
      return least.<Judgement>map(row -> absent(row, asOf)).orElseGet(Agrees::new);
    }
    TrueEnrollment row = observed.get();
    if (sayings.stream().noneMatch(saying -> saying.said.equals(row))) {
      return new Disagrees("%s: no event said %s, but %s".formatted(key, row, history()));
    }
    return least.filter(known -> overrules(known, row)).isPresent()
        ? new Disagrees("%s: %s was outdated by %s at %s".formatted(key, row, least.get(), asOf))
        : new Agrees();
  }

  /// Drops what cannot be the row at or after an instant any more.
  void forgetOutdatedAt(Instant asOf) {
    rowAt(asOf).ifPresent(row -> sayings.removeIf(saying -> overrules(row, saying.said)));
  }

  private Disagrees absent(TrueEnrollment row, Instant asOf) {
    return new Disagrees("%s: absent at %s, where %s was held".formatted(key, asOf, row));
  }

  private static boolean overrules(TrueEnrollment first, TrueEnrollment second) {
    return Law.overrules(first.stamp(), second.stamp());
  }

  private static boolean countsLike(TrueEnrollment first, TrueEnrollment second) {
    return first.active() == second.active() && first.mode().equals(second.mode());
  }

  /// One event, sent at least once.
  static final class Saying {

    private final TrueEnrollment said;

    /// When the first copy was acknowledged; the far future as long as none was.
    private Instant acknowledgedAt = Instant.MAX;

    private Saying(TrueEnrollment said) {
      this.said = said;
    }

    void acknowledge(Instant at) {
      if (at.isBefore(acknowledgedAt)) {
        acknowledgedAt = at;
      }
    }
  }
}
