package org.rollbook.runtime.time;

import java.time.Clock;

/// Brokers for tests.
public final class BrokerTimes {

  private BrokerTimes() {}

  /// One whose clock is surely not ahead of this one, and at most a millisecond behind.
  public static BrokerTime agreeingWith(Clock clock) {
    var time = new BrokerTime(clock);
    time.stamped("broker", clock.instant(), clock.instant().minusMillis(1));
    return time;
  }
}
