package org.rollbook.runtime.node.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.stream.IntStream;
import org.rollbook.runtime.view.LiveTasks;

/// `rollbook.view.unmergeable.partitions`, by `view`: how many of the partitions that this instance
/// has lack an event that could not be merged. Above 0 somebody has to act.
public final class UnmergeablePartitions {

  private UnmergeablePartitions() {}

  /// Registers the gauges.
  ///
  /// @param partitions of every view
  public static void register(
      MeterRegistry registry, Collection<String> views, int partitions, LiveTasks tasks) {
    for (String view : views) {
      Gauge.builder("rollbook.view.unmergeable.partitions", () -> lacking(view, partitions, tasks))
          .description("Partitions here that lack an event which could not be merged")
          .tag("view", view)
          .register(registry);
    }
  }

  private static long lacking(String view, int partitions, LiveTasks tasks) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> tasks.find(view, partition))
        .filter(task -> task.filter(here -> here.asOf().unmergeableSince().isPresent()).isPresent())
        .count();
  }
}
