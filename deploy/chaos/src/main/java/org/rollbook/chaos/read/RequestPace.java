package org.rollbook.chaos.read;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Allows this many requests a second, evenly. Requests that were missed are not made up for. One
/// thread.
final class RequestPace {

  private final long period;
  private long next = System.nanoTime();

  RequestPace(double perSecond) {
    period = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
  }

  void awaitTurn() {
    next = Math.max(next + period, System.nanoTime());
    long wait;
    while ((wait = next - System.nanoTime()) > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
    }
  }
}
