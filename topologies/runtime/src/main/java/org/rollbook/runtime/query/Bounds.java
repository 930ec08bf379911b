package org.rollbook.runtime.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the caller accepts.
///
/// @param maxStaleness how old an answer's as-of may be
/// @param lenient whether to answer although the view is not complete yet
/// @param minAsOf the least as-of of an answer; before it, it is [Refusal.Reason#STALE]
/// @param ifApplied the id of an event of the learner's that must have been heard (applied, late or
///   superseded); else it is [Refusal.Reason#NOT_YET_APPLIED]
public record Bounds(
    Duration maxStaleness, boolean lenient, Optional<Instant> minAsOf, Optional<String> ifApplied) {

  public Bounds {
    if (maxStaleness.isNegative()) {
      throw new IllegalArgumentException("max staleness must not be negative: " + maxStaleness);
    }
    if (ifApplied.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException("if applied must not be empty");
    }
  }

  /// Without conditions of going forward.
  public Bounds(Duration maxStaleness, boolean lenient) {
    this(maxStaleness, lenient, Optional.empty(), Optional.empty());
  }
}
