package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Something that is due at once and then every so often, also when the clock is set back.
final class Pace {

  private final Clock clock;
  private final Duration every;
  private Instant last = Instant.MIN;

  Pace(Clock clock, Duration every) {
    this.clock = clock;
    this.every = every;
  }

  /// Whether it is time; if so, the next time begins now.
  boolean isDue() {
    Instant now = clock.instant();
    boolean due = last.equals(Instant.MIN) || now.isBefore(last) || !now.isBefore(last.plus(every));
    if (due) {
      last = now;
    }
    return due;
  }
}
