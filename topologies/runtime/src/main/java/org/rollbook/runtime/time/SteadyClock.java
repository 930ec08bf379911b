package org.rollbook.runtime.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/// A clock that begins with another's time and from then on only goes forward, second by second: it
/// does not notice when somebody sets the machine's clock. It measures how much time passes;
/// [BrokerTime] knows what time it is.
public final class SteadyClock extends Clock {

  private final Clock origin;
  private final Instant begun;
  private final long begunNanos = System.nanoTime();

  public SteadyClock(Clock origin) {
    this.origin = origin;
    this.begun = origin.instant();
  }

  @Override
  public Instant instant() {
    return begun.plusNanos(System.nanoTime() - begunNanos);
  }

  @Override
  public ZoneId getZone() {
    return origin.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(origin.withZone(zone));
  }
}
