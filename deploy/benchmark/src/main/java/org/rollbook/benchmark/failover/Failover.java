package org.rollbook.benchmark.failover;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.rollbook.benchmark.data.Roll;
import org.rollbook.benchmark.data.Rolls;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.watch.Watch;

/// One of two instances killed while a campus writes and clients read, beside Kafka Streams'
/// default settings, under which nobody stands by.
///
/// @param enrollments that the instances have
public record Failover(int enrollments, Workbench workbench) {

  private static final String NAME = "failover";
  private static final String BESIDE = "Kafka Streams' defaults";
  private static final int EVENTS_PER_SECOND = 100;

  /// Reading and writing go on for so long before anything happens.
  private static final Duration CALM = Duration.ofSeconds(5);

  /// As everywhere but in tests: members that start together are given their share together.
  private static final Map<String, String> REBALANCE_DELAY =
      Map.of("group.initial.rebalance.delay.ms", "3000");

  /// What a kill cost, in milliseconds.
  ///
  /// @param unreadable for how long a key could not be read, at the longest; what is shorter than
  ///   the time between two questions is taken for that
  /// @param gap how old the newest answer about a key got
  private record Kill(double unreadable, double gap) {}

  /// The rows of the table.
  public List<Row> rows() {
    List<Roll> rolls = Rolls.ofTerm("2026", enrollments);
    try (var bus = new EventBus(workbench.folder(), REBALANCE_DELAY);
        var ours = pair(bus, Pair.Kind.OURS, rolls);
        var theirs = pair(bus, Pair.Kind.DEFAULTS, rolls)) {
      List<Turn<Kill>> turns =
          workbench.rounds().of(() -> killed(bus, ours, rolls), () -> killed(bus, theirs, rolls));
      return List.of(
          Row.of(
              NAME,
              "unreadable, " + BESIDE,
              "ms",
              turns,
              Kill::unreadable,
              Ratio.TIMES_AS_FAST,
              Aim.atLeast(10)),
          Row.of(
              NAME,
              "freshness gap, " + BESIDE,
              "ms",
              turns,
              Kill::gap,
              Ratio.TIMES_AS_FAST,
              Aim.atLeast(3)));
    }
  }

  private Pair pair(EventBus bus, Pair.Kind kind, List<Roll> rolls) {
    return new Pair(bus, kind, workbench.enrollmentsJar(), workbench.folder(), rolls);
  }

  private static Kill killed(EventBus bus, Pair pair, List<Roll> rolls) {
    pair.start();
    Clock clock = Clock.systemUTC();
    var watchers = new Watchers(pair.backends(), rolls, clock);
    try (watchers;
        OpenEdxProducer lms = bus.lms(pair.site(), Truth.remembering(Duration.ZERO));
        var campus = new CampusRun(campus(clock), lms, EVENTS_PER_SECOND, clock)) {
      campus.start();
      LockSupport.parkNanos(CALM.toNanos());
      Instant killed = pair.kill();
      watchers.awaitNewerThan(killed);
    } finally {
      pair.stop();
    }
    return new Kill(
        Math.max(watchers.longestOutage().lasted().toMillis(), Watch.BETWEEN_ANSWERS.toMillis()),
        watchers.longestGap().toMillis());
  }

  private static Campus campus(Clock clock) {
    return Campus.running(CampusSettings.of(1, 5_000, 50), clock);
  }
}
