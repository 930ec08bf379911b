package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Something that is due at once and then every so often, also when the clock is set back.
final class Interval {

  private final Clock clock;
  private final Duration every;
  private Instant last = Instant.MIN;

  Interval(Clock clock, Duration every) {
    this.clock = clock;
    this.every = every;
  }

  /// Whether it is due; if so, the next interval begins now.
  boolean isDue() {
    Instant now = clock.instant();
    boolean due = last.equals(Instant.MIN) || now.isBefore(last) || !now.isBefore(last.plus(every));
    if (due) {
      last = now;
    }
    return due;
  }
}
