package org.rollbook.runtime.query;

import java.time.Duration;

/// What the caller accepts.
///
/// @param maxStaleness how old an answer's as-of may be
/// @param lenient whether to answer although the view is not complete yet
public record Bounds(Duration maxStaleness, boolean lenient) {

  public Bounds {
    if (maxStaleness.isNegative()) {
      throw new IllegalArgumentException("max staleness must not be negative: " + maxStaleness);
    }
  }
}
