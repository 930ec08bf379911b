package org.rollbook.reconciler.report;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.reconciler.settings.Mode;

/// What a pass over a table has done, or has done so far.
///
/// @param endedAt empty while it goes on
/// @param failure why it did not reach its end
public record PassReport(
    String id,
    String table,
    Mode mode,
    Instant startedAt,
    Optional<Instant> endedAt,
    PassFigures figures,
    Optional<String> failure)
    implements Kept {

  /// Whether it is running, whole or failed.
  public String state() {
    return endedAt.isEmpty() ? "running" : isWhole() ? "whole" : "failed";
  }

  /// Whether it compared the whole table.
  public boolean isWhole() {
    return endedAt.isPresent() && failure.isEmpty();
  }
}
