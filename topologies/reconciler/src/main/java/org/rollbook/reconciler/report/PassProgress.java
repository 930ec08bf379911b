package org.rollbook.reconciler.report;

import java.time.Instant;

/// How far a pass over a table has come. It survives the process that makes the pass, so that
/// another goes on where it was.
///
/// @param passId of the pass
/// @param startedAt when it began, by the broker's time; by our clock until that is known
/// @param after all rows up to this primary key are published; 0 at the beginning
/// @param rows how many these are
/// @param orgs whose courses are compared; empty for all
/// @param ended whether the pass is over
public record PassProgress(
    String table,
    String passId,
    Instant startedAt,
    long after,
    long rows,
    String orgs,
    boolean ended)
    implements Kept {

  /// One that has not begun.
  public static PassProgress begun(String table, String passId, Instant startedAt, String orgs) {
    return new PassProgress(table, passId, startedAt, 0, 0, orgs, false);
  }

  /// The same pass, further on.
  public PassProgress at(long key, long moreRows) {
    return new PassProgress(table, passId, startedAt, key, rows + moreRows, orgs, false);
  }

  /// The same pass, when it is over.
  public PassProgress atEnd() {
    return new PassProgress(table, passId, startedAt, after, rows, orgs, true);
  }
}
