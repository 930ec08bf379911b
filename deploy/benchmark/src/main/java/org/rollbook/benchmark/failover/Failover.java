package org.rollbook.benchmark.failover;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.PairedRun;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.watch.Outage;
import org.rollbook.testkit.watch.Watch;

/// One of two instances killed while a campus writes and clients read, compared with Kafka Streams'
/// default settings, which have no standbys.
///
/// @param enrollments that the instances have
public record Failover(int enrollments, Workbench workbench) {

  private static final String NAME = "failover";
  private static final String BASELINE = "Kafka Streams' defaults";
  private static final int EVENTS_PER_SECOND = 100;

  /// Reading and writing go on for this long before anything happens.
  private static final Duration CALM = Duration.ofSeconds(5);

  /// The default of Kafka outside of tests: members that start together get their partitions
  /// together.
  private static final Map<String, String> REBALANCE_DELAY =
      Map.of("group.initial.rebalance.delay.ms", "3000");

  /// What a kill cost.
  ///
  /// @param outage of the key that could not be read for the longest time
  /// @param gap the greatest age of the newest answer about a key
  private record Kill(Outage outage, Duration gap) {

    /// In milliseconds, but at least the time between two questions: anything shorter is not seen.
    double unreadable() {
      return Math.max(outage.lasted().toMillis(), Watch.BETWEEN_ANSWERS.toMillis());
    }
  }

  /// The rows of the table.
  public List<ResultRow> rows() {
    try (var bus = new EventBus(workbench.folder(), REBALANCE_DELAY);
        var ours = pair(bus, Pair.Kind.OURS);
        var theirs = pair(bus, Pair.Kind.DEFAULTS)) {
      List<PairedRun<Kill>> runs =
          workbench.rounds().of(() -> killed(bus, ours), () -> killed(bus, theirs));
      runs.forEach(run -> workbench.out().println("Ours, " + run.ours().outage()));
      return List.of(
          ResultRow.of(
              NAME,
              "unreadable, " + BASELINE,
              "ms",
              runs,
              Kill::unreadable,
              Ratio.TIMES_AS_FAST,
              Aim.atLeast(10)),
          ResultRow.of(
              NAME,
              "freshness gap, " + BASELINE,
              "ms",
              runs,
              kill -> kill.gap().toMillis(),
              Ratio.TIMES_AS_FAST,
              Aim.atLeast(3)));
    }
  }

  private Pair pair(EventBus bus, Pair.Kind kind) {
    return new Pair(bus, kind, workbench.enrollmentsJar(), workbench.folder(), enrollments);
  }

  private static Kill killed(EventBus bus, Pair pair) {
    pair.start();
    Clock clock = Clock.systemUTC();
    var watchers = new Watchers(pair.backends(), pair.keys(), clock);
    try (watchers;
        OpenEdxProducer lms = bus.lms(pair.site());
        var run = new CampusRun(pair.campus(), lms, EVENTS_PER_SECOND, clock)) {
      run.start();
      LockSupport.parkNanos(CALM.toNanos());
      Instant killed = pair.kill();
      watchers.awaitNewerThan(killed, pair.survivor());
    } finally {
      pair.stop();
    }
    return new Kill(watchers.longestOutage(), watchers.longestGap());
  }
}
