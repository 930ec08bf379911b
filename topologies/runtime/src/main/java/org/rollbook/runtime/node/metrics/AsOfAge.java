package org.rollbook.runtime.node.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.watermark.SourceList;

/// `rollbook.view.asof.age`, by `view`: the age in seconds of the oldest as-of among the partitions
/// that this instance has; no number while it has none.
public final class AsOfAge {

  private AsOfAge() {}

  /// Registers the gauges.
  ///
  /// @param partitions of every view
  /// @param sources the source topics that the as-of covers
  public static void register(
      MeterRegistry registry,
      Collection<String> views,
      int partitions,
      LiveTasks tasks,
      SourceList sources,
      BrokerTime time) {
    for (String view : views) {
      Gauge.builder("rollbook.view.asof.age", () -> seconds(view, partitions, tasks, sources, time))
          .description("Age of the oldest as-of among the partitions of a view that are here")
          .baseUnit("seconds")
          .tag("view", view)
          .register(registry);
    }
  }

  private static double seconds(
      String view, int partitions, LiveTasks tasks, SourceList sources, BrokerTime time) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> tasks.find(view, partition))
        .flatMap(task -> task.map(here -> here.asOf().stated(sources)).stream())
        .flatMap(coverage -> coverage.asOf().stream())
        .min(Comparator.naturalOrder())
        .flatMap(oldest -> time.atMost().map(now -> Duration.between(oldest, now)))
        .map(age -> age.toMillis() / 1000.0)
        .orElse(Double.NaN);
  }
}
