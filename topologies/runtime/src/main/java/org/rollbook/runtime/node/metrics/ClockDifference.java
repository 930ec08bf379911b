package org.rollbook.runtime.node.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.rollbook.runtime.time.BrokerTime;

/// `rollbook.clock.difference`: how far the broker's clock is ahead of ours as it was when the
/// process began, at least.
public final class ClockDifference {

  private static final double MILLIS = 1_000;

  private ClockDifference() {}

  public static void register(MeterRegistry registry, BrokerTime time) {
    Gauge.builder(
            "rollbook.clock.difference",
            () -> time.difference().map(ahead -> ahead.toMillis() / MILLIS).orElse(Double.NaN))
        .description(
            "How far the broker's clock is ahead of this instance's at its start, at least")
        .baseUnit("seconds")
        .register(registry);
  }
}
