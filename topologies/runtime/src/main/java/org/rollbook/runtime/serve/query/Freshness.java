package org.rollbook.runtime.serve.query;

import java.time.Instant;
import java.util.Optional;

/// How far an answer can be relied on.
///
/// @param asOf every event that the source topics held before this time is in the answer
/// @param servedBy whose replica answered
/// @param completeSince since when the view holds everything; empty while it does not
/// @param reconciledAt when the last whole comparison with the LMS's table began; empty before the
///   first
public record Freshness(
    Instant asOf,
    ServedBy servedBy,
    Optional<Instant> completeSince,
    Optional<Instant> reconciledAt) {

  /// In a view that was never compared.
  public Freshness(Instant asOf, ServedBy servedBy, Optional<Instant> completeSince) {
    this(asOf, servedBy, completeSince, Optional.empty());
  }
}
