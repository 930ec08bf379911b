package org.rollbook.runtime.node.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rollbook.runtime.view.Outcome;
import org.rollbook.runtime.view.ViewMeters;

/// Counts the events that views received, and measures how long after the event.
///
/// - `rollbook.view.events`, by `view` and `outcome`
/// - `rollbook.view.unmergeable`, by `view`: events that it could not merge, which are dead
///   letters, and sums that it could not publish
/// - `rollbook.view.watermarks.ignored`, by `view`: their time had not come when the broker took
///   them
/// - `rollbook.view.latency`, by `view`: from an event's time to the view, of events that changed a
///   row; a replay of old events shows as what it is
public final class ViewCounters implements ViewMeters {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofHours(1),
    Duration.ofDays(1),
  };

  /// A timer counts nanoseconds in a long, which is less than the age that an event may have.
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final MeterRegistry registry;
  private final Map<String, Counted> views = new ConcurrentHashMap<>();

  /// The meters of one view: to find them anew by their tags would be a part of each event's cost.
  private record Counted(Counter applied, Counter late, Counter unmergeable, Timer latency) {}

  public ViewCounters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void received(String view, Outcome outcome, Duration age) {
    Counted counted = views.computeIfAbsent(view, this::counted);
    switch (outcome) {
      case APPLIED -> {
        counted.applied().increment();
        counted.latency().record(bounded(age));
      }
      case LATE -> counted.late().increment();
    }
  }

  @Override
  public void unmergeable(String view) {
    views.computeIfAbsent(view, this::counted).unmergeable().increment();
  }

  private static Duration bounded(Duration age) {
    if (age.isNegative()) {
      return Duration.ZERO;
    }
    return age.compareTo(LONGEST) > 0 ? LONGEST : age;
  }

  @Override
  public void watermarkFromTheFuture(String view) {
    Counter.builder("rollbook.view.watermarks.ignored")
        .description("Watermarks whose time had not come yet when the broker took them")
        .tag("view", view)
        .register(registry)
        .increment();
  }

  private Counted counted(String view) {
    return new Counted(
        events(view, "applied"), events(view, "late"), unmergeableOf(view), latency(view));
  }

  private Counter unmergeableOf(String view) {
    return Counter.builder("rollbook.view.unmergeable")
        .description("Events that a view could not merge, and sums that it could not publish")
        .tag("view", view)
        .register(registry);
  }

  private Counter events(String view, String outcome) {
    return Counter.builder("rollbook.view.events")
        .description("Events merged into a view, by what became of them")
        .tag("view", view)
        .tag("outcome", outcome)
        .register(registry);
  }

  private Timer latency(String view) {
    return Timer.builder("rollbook.view.latency")
        .description("From the time of an event to the view that it changed")
        .tag("view", view)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
