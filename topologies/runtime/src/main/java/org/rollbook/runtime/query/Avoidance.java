package org.rollbook.runtime.query;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Leaves somebody alone for a moment who did not answer. After it one question is let through, and
/// decides for the others.
///
/// Thread-safe.
final class Avoidance {

  private static final long MOMENT = Duration.ofSeconds(1).toMillis();
  private static final long NOT_AVOIDED = 0;

  private final AtomicLong until = new AtomicLong(NOT_AVOIDED);
  private final Clock clock;

  Avoidance(Clock clock) {
    this.clock = clock;
  }

  /// Whether to ask now; whoever may must say what came of it.
  boolean mayAsk() {
    long avoided = until.get();
    long now = clock.millis();
    return avoided == NOT_AVOIDED
        || (isOver(avoided, now) && until.compareAndSet(avoided, now + MOMENT));
  }

  /// What lies further ahead than a moment was decided before the clock was set back.
  private static boolean isOver(long avoided, long now) {
    return now >= avoided || avoided - now > MOMENT;
  }

  void answered() {
    until.set(NOT_AVOIDED);
  }

  void failed() {
    until.set(clock.millis() + MOMENT);
  }
}
