package org.rollbook.runtime.serve.query;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Stops questions to a peer for a moment after it failed to answer. Then it lets one question
/// through, whose result decides for the others.
///
/// Thread-safe.
final class CircuitBreaker {

  private static final long MOMENT = Duration.ofSeconds(1).toMillis();
  private static final long CLOSED = 0;

  private final AtomicLong until = new AtomicLong(CLOSED);
  private final Clock clock;

  CircuitBreaker(Clock clock) {
    this.clock = clock;
  }

  /// Whether to ask now. A caller that gets `true` must report whether the peer answered.
  boolean mayAsk() {
    long open = until.get();
    long now = clock.millis();
    return open == CLOSED || (isOver(open, now) && until.compareAndSet(open, now + MOMENT));
  }

  /// If the end of the pause is more than a moment ahead, the clock was set back since it was set.
  private static boolean isOver(long open, long now) {
    return now >= open || open - now > MOMENT;
  }

  void answered() {
    until.set(CLOSED);
  }

  void failed() {
    until.set(clock.millis() + MOMENT);
  }
}
