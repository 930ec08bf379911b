package org.rollbook.benchmark.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Figure;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Rounds.PairedRun;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.redis.RedisProducer;
import org.rollbook.testkit.redis.RedisServer;
import org.rollbook.testkit.site.Waiting;

/// The bridge drains a stream that is full, compared with one process that fills it, one event
/// after the other as a process of the LMS does.
///
/// If it drains faster than some such processes publish, a cap of 10,000 entries is not met in a
/// burst.
public record BridgeBenchmark(Workbench workbench) {

  private static final int ENTRIES = 200_000;
  private static final int LEARNERS = 100_000;

  /// What is published before that is the start of a JVM.
  private static final int WARM = ENTRIES / 4;

  private static final int PARTITIONS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  public List<ResultRow> rows() {
    Optional<RedisServer> installed = RedisServer.start("--maxmemory", "0", "--appendonly", "no");
    if (installed.isEmpty()) {
      workbench.out().println("Redis is not installed: the bridge is not measured.");
      return List.of();
    }
    try (var redis = installed.get();
        var bus = new EventBus(workbench.folder(), Map.of())) {
      var round = new int[1];
      List<PairedRun<Double>> runs =
          workbench.rounds().of(() -> filledAndDrained(redis, bus, "r" + round[0]++));
      return List.of(
          workbench.row(
              "one process that publishes to Redis",
              runs,
              Figure.timesAsMuch("entries/s", Double::doubleValue, Aim.atLeast(1))));
    }
  }

  private PairedRun<Double> filledAndDrained(RedisServer redis, EventBus bus, String site) {
    double published = published(redis, site);
    return new PairedRun<>(drained(redis, bus, site), published);
  }

  /// Entries a second.
  private static double published(RedisServer redis, String site) {
    Campus campus = Campuses.busy(1, LEARNERS);
    try (var lms =
        RedisProducer.to(redis.port(), 2 * ENTRIES, Optional.of(site), Clock.systemUTC())) {
      long begun = System.nanoTime();
      for (int entry = 0; entry < ENTRIES; entry++) {
        CompletableFuture<?> taken = lms.publish(campus.next());
        taken.join();
      }
      return ENTRIES / seconds(begun);
    }
  }

  /// Entries a second, once its code has run for a while.
  private double drained(RedisServer redis, EventBus bus, String site) {
    var settings =
        bus.instance(
            site,
            workbench.jar("redis-bridge"),
            workbench.folder().resolve(site),
            JvmArguments.AT_WORK,
            Map.of("ROLLBOOK_REDIS_URL", redis.url()));
    try (var bridge = ViewProcess.start(settings)) {
      bridge.awaitReady();
      long before = awaitWritten(bus, site, WARM);
      long begun = System.nanoTime();
      awaitWritten(bus, site, ENTRIES);
      return (ENTRIES - before) / seconds(begun);
    }
  }

  /// Waits until the topic has so many.
  ///
  /// @return how many it has
  private static long awaitWritten(EventBus bus, String site, int entries) {
    var written = new long[1];
    Waiting.until(
        () -> {
          written[0] = bus.offsets().written(List.of(site + "-" + Campuses.TOPIC), PARTITIONS);
          return written[0] >= entries;
        },
        PATIENCE);
    return written[0];
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
