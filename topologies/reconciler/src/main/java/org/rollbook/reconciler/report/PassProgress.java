package org.rollbook.reconciler.report;

import java.time.Instant;

/// How far a pass over a table has come. It survives the process that makes the pass, so that
/// another goes on where it was.
///
/// @param passId of the pass
/// @param startedAt when it began, by the broker's time; by our clock until that is known
/// @param after all rows up to this primary key are published; 0 at the beginning
/// @param ended whether the pass is over
public record PassProgress(
    String table, String passId, Instant startedAt, long after, boolean ended) implements Kept {

  /// The same pass, further on.
  public PassProgress at(long key) {
    return new PassProgress(table, passId, startedAt, key, false);
  }

  /// The same pass, when it is over.
  public PassProgress atEnd() {
    return new PassProgress(table, passId, startedAt, after, true);
  }
}
