package org.rollbook.runtime.serve.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the caller accepts.
///
/// @param maxStaleness how old an answer's as-of may be
/// @param lenient whether to answer although the view is not complete yet
/// @param minAsOf the as-of that an answer must have at least
/// @param ifApplied the id of an event that must have been received; only for rows and pages of one
///   learner
public record Bounds(
    Duration maxStaleness, boolean lenient, Optional<Instant> minAsOf, Optional<String> ifApplied) {

  public Bounds {
    if (maxStaleness.isNegative()) {
      throw new IllegalArgumentException("max staleness must not be negative: " + maxStaleness);
    }
  }

  /// Bounds that wait for no time and no event.
  public Bounds(Duration maxStaleness, boolean lenient) {
    this(maxStaleness, lenient, Optional.empty(), Optional.empty());
  }
}
