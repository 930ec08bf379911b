package org.rollbook.chaos.read;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// So many turns a second, evenly; turns that were missed are not made up for. One thread.
final class Pace {

  private final long period;
  private long next = System.nanoTime();

  Pace(double perSecond) {
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
