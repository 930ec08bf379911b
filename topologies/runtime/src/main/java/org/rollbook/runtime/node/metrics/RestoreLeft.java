package org.rollbook.runtime.node.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import org.rollbook.runtime.view.streams.RestoreProgress;
import org.rollbook.runtime.view.streams.RestoreProgress.Restore;

/// - `rollbook.restore.left`: how many offsets of changelogs the active tasks of this instance have
///   still to restore
/// - `rollbook.restore.estimate`: how many seconds that takes at the pace so far; 0 if nothing is
///   left, no number while the pace is not known
public final class RestoreLeft {

  private RestoreLeft() {}

  /// Registers the gauges.
  public static void register(MeterRegistry registry, RestoreProgress restores) {
    Gauge.builder(
            "rollbook.restore.left",
            () -> restores.running().stream().mapToLong(Restore::left).sum())
        .description("Changelog offsets that active tasks have still to restore")
        .register(registry);
    Gauge.builder("rollbook.restore.estimate", () -> seconds(restores))
        .description("How long the restoring takes at the pace so far")
        .baseUnit("seconds")
        .register(registry);
  }

  private static double seconds(RestoreProgress restores) {
    return restores.running().stream()
        .map(
            restore ->
                restore.left() == 0
                    ? 0
                    : restore
                        .estimate()
                        .map(Duration::toMillis)
                        .map(millis -> millis / 1000.0)
                        .orElse(Double.NaN))
        .max(Comparator.naturalOrder())
        .orElse(0.0);
  }
}
