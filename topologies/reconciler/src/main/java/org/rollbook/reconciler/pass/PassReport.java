package org.rollbook.reconciler.pass;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.reconciler.settings.Mode;

/// What a pass over a table has done, or has done so far.
///
/// @param rows of the table that it covered
/// @param buckets of learners that it compared, and how many of them differed
/// @param compared rows that it compared one by one
/// @param missing rows that the view lacks
/// @param different rows that differ
/// @param absent rows of the view that the table lacks
/// @param young rows that changed too recently to be judged
/// @param unreadable rows with values that no event can have
/// @param published readings
/// @param endedAt empty while it goes on
/// @param failure why it did not reach its end
public record PassReport(
    String id,
    String table,
    Mode mode,
    Instant startedAt,
    Optional<Instant> endedAt,
    long rows,
    long buckets,
    long bucketsDifferent,
    long compared,
    long missing,
    long different,
    long absent,
    long young,
    long unreadable,
    long published,
    Optional<String> failure) {

  /// Whether it compared the whole table.
  public boolean isWhole() {
    return endedAt.isPresent() && failure.isEmpty();
  }

  static PassReport of(
      String id,
      String table,
      Mode mode,
      Instant startedAt,
      PassCounts counts,
      Optional<Instant> endedAt,
      Optional<String> failure) {
    return new PassReport(
        id,
        table,
        mode,
        startedAt,
        endedAt,
        counts.rows.get(),
        counts.buckets.get(),
        counts.bucketsDifferent.get(),
        counts.compared.get(),
        counts.missing.get(),
        counts.different.get(),
        counts.absent.get(),
        counts.young.get(),
        counts.unreadable.get(),
        counts.published.get(),
        failure);
  }
}
