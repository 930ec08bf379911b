package org.rollbook.testkit.site;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition that is cheap to ask for.
public final class Waiting {

  private static final Duration POLL = Duration.ofMillis(5);

  private Waiting() {}

  /// Returns when the condition holds.
  ///
  /// @throws AssertionError if it does not come true in time
  public static void until(BooleanSupplier condition, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + patience);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
