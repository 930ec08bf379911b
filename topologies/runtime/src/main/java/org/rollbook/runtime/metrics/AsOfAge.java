package org.rollbook.runtime.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.rollbook.runtime.view.LiveTasks;

/// `rollbook.view.asof.age`, by `view`: how many seconds old the oldest as-of is of the partitions
/// that this instance has; no number while it has none.
public final class AsOfAge {

  private AsOfAge() {}

  /// Begins to tell it.
  ///
  /// @param partitions of every view
  public static void register(
      MeterRegistry registry,
      Collection<String> views,
      int partitions,
      LiveTasks tasks,
      Clock clock) {
    for (String view : views) {
      Gauge.builder("rollbook.view.asof.age", () -> seconds(view, partitions, tasks, clock))
          .description("Age of the oldest as-of among the partitions of a view that are here")
          .baseUnit("seconds")
          .tag("view", view)
          .register(registry);
    }
  }

  private static double seconds(String view, int partitions, LiveTasks tasks, Clock clock) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> tasks.find(view, partition))
        .flatMap(task -> task.stream().flatMap(here -> here.asOf().asOf().stream()))
        .min(Comparator.naturalOrder())
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }
}
