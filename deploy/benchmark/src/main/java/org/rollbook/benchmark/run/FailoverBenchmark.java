package org.rollbook.benchmark.run;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Figure;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Rounds.PairedRun;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.watch.Backend;
import org.rollbook.testkit.watch.Outage;
import org.rollbook.testkit.watch.Watch;
import org.rollbook.testkit.watch.WatchedKey;

/// One of two instances killed while a campus writes and clients read, compared with Kafka Streams'
/// default settings, which have no standbys. One thread.
///
/// @param enrollments that the instances have
public record FailoverBenchmark(int enrollments, Workbench workbench) {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final List<String> HEAP = List.of("-Xmx512m");
  private static final int EVENTS_PER_SECOND = 100;

  /// Reading and writing go on for this long before anything happens.
  private static final Duration CALM = Duration.ofSeconds(5);

  /// Everything has to stay where it is for this long to count as settled.
  private static final Duration STEADY = Duration.ofSeconds(3);

  private static final Duration TIME_TO_SETTLE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /// Replicas receive a watermark once a second, so an older as-of means that something is behind.
  private static final Duration FRESH = Duration.ofSeconds(5);

  /// The default of Kafka outside of tests: members that start together get their partitions
  /// together.
  private static final Map<String, String> REBALANCE_DELAY =
      Map.of("group.initial.rebalance.delay.ms", "3000");

  /// No standbys, and a long wait for a silent member.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "ROLLBOOK_STANDBY_REPLICAS",
          "0",
          "KAFKA_CONSUMER_SESSION_TIMEOUT_MS",
          "45000",
          "KAFKA_CONSUMER_HEARTBEAT_INTERVAL_MS",
          "3000",
          "KAFKA_PROBING_REBALANCE_INTERVAL_MS",
          "600000",
          "KAFKA_ACCEPTABLE_RECOVERY_LAG",
          "10000");

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

  public List<ResultRow> rows() {
    try (var bus = new EventBus(workbench.folder(), REBALANCE_DELAY);
        var ours = started(bus, "ours", Map.of());
        var theirs = started(bus, "defaults", DEFAULTS)) {
      Campus ourCampus = filled(ours);
      Campus theirCampus = filled(theirs);
      List<WatchedKey> keys = Watchers.keys(ourCampus);
      List<PairedRun<Kill>> runs =
          workbench
              .rounds()
              .of(() -> killed(ours, ourCampus, keys), () -> killed(theirs, theirCampus, keys));
      runs.forEach(run -> workbench.out().println("Ours, " + run.ours().outage()));
      return List.of(
          workbench.row(
              "unreadable, Kafka Streams' defaults",
              runs,
              Figure.timesAsFast("ms", Kill::unreadable, Aim.atLeast(10))),
          workbench.row(
              "freshness gap, Kafka Streams' defaults",
              runs,
              Figure.timesAsFast("ms", kill -> kill.gap().toMillis(), Aim.atLeast(3))));
    }
  }

  private OurSite started(EventBus bus, String prefix, Map<String, String> variables) {
    return OurSite.of(
        bus,
        prefix,
        Stream.of(prefix + "0", prefix + "1")
            .map(name -> workbench.folder().resolve(name))
            .map(own -> bus.instance(prefix, workbench.jar("enrollments"), own, HEAP, variables))
            .toList());
  }

  /// Fills a site and stops its instances. The campus is the same for each site.
  private Campus filled(OurSite site) {
    Campus campus = Campuses.young();
    site.fill(campus, enrollments);
    site.stop();
    return campus;
  }

  /// Both instances start with empty disks, so that neither has a prior claim to any partition.
  private static Kill killed(OurSite site, Campus campus, List<WatchedKey> keys) {
    site.startEmpty();
    awaitSettled(site);
    ViewProcess first = site.instance(0);
    ViewProcess second = site.instance(1);
    var killed = new AtomicBoolean();
    var watchers =
        new Watchers(
            List.of(backend(first, killed::get), backend(second, () -> false)), keys, CLOCK);
    try (watchers;
        OpenEdxProducer lms = site.bus().lms(site.prefix());
        var run = new CampusRun(campus, lms, EVENTS_PER_SECOND, CLOCK)) {
      run.start();
      LockSupport.parkNanos(CALM.toNanos());
      killed.set(true);
      Instant now = CLOCK.instant();
      first.kill();
      watchers.awaitNewerThan(now, second.process());
    } finally {
      site.stop();
    }
    return new Kill(watchers.longestOutage(), watchers.longestGap());
  }

  private static Backend backend(ViewProcess instance, BooleanSupplier down) {
    return new Backend(
        instance.settings().name(),
        URI.create(instance.url()),
        URI.create(instance.managementUrl() + "/health/readiness"),
        down);
  }

  private static void awaitSettled(OurSite site) {
    long begun = System.nanoTime();
    long since = begun;
    while (System.nanoTime() - since < STEADY.toNanos()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      long now = System.nanoTime();
      since = site.haveReceived(CLOCK.instant().minus(FRESH)) ? since : now;
      if (now - begun > TIME_TO_SETTLE.toNanos()) {
        throw new IllegalStateException("two instances of " + site.prefix() + " do not settle");
      }
    }
  }
}
