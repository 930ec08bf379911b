package org.rollbook.benchmark.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Figure;
import org.rollbook.benchmark.measure.Load;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Rounds.PairedRun;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.Offsets.GroupStep;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.site.Waiting;

/// A site that grows, compared with one of the smallest size that is made anew for each size.
///
/// @param sizes in enrollments, the smallest first
public record GrowthBenchmark(List<Integer> sizes, Workbench workbench) {

  private static final int CONNECTIONS = 16;

  private static final int WARM_UPS = 10;

  /// This many more enrollments are published within two or three seconds. An instance can be
  /// frozen for that long and still stay in its groups.
  private static final int MOST_AT_ONCE = 40_000;

  /// Otherwise only the larger site would be compacted: its topics get older than the compaction
  /// lag.
  private static final Map<String, String> NOTHING_COMPACTED =
      Map.of("log.cleaner.enable", "false");

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// A site with one instance, and its campus, which grows.
  private record Growing(OurSite site, Campus campus) implements AutoCloseable {

    static Growing started(EventBus bus, String name, Workbench workbench) {
      return new Growing(
          OurSite.ofOne(bus, name, JvmArguments.AT_WORK, workbench.in(name)), Campuses.young());
    }

    /// Adds some enrollments. Their events are published while the instance is frozen, so that it
    /// has a core for itself when it ingests them.
    ///
    /// @return microseconds for one event, until it is in all views
    double ingested(int enrollments) {
      var prefix = new TopicPrefix(site.prefix());
      List<GroupStep> steps = GroupStep.ofEnrollments(prefix, prefix.join(Campuses.TOPIC));
      ChildProcess process = site.instance(0).process();
      List<Long> before = site.bus().offsets().passed(steps);
      process.freeze();
      int events = site.bus().fill(site.prefix(), campus, campus.enrollments() + enrollments);
      long begun = System.nanoTime();
      process.thaw();
      Waiting.until(
          () -> {
            process.requireAlive();
            List<Long> passed = site.bus().offsets().passed(steps);
            // Transaction markers and watermarks count too; they are some in a thousand.
            return IntStream.range(0, passed.size())
                .allMatch(step -> passed.get(step) - before.get(step) >= events);
          },
          PATIENCE);
      return (System.nanoTime() - begun) / 1e3 / events;
    }

    /// Asks for random enrollments.
    ///
    /// @return p99 in microseconds
    double asked(Load load) {
      return site.served(0).rows(load, campus::anyEnrollment).seen().micros(0.99);
    }

    /// A new instance has not answered yet.
    void warmUp(Load load) {
      for (int i = 0; i < WARM_UPS; i++) {
        var _ = asked(load);
      }
    }

    /// Restores everything, and stops.
    ///
    /// @return microseconds for one enrollment, including its history and counts
    double restored() {
      return site.restored().restoring().toNanos() / 1e3 / campus.enrollments();
    }

    @Override
    public void close() {
      site.close();
    }
  }

  public List<ResultRow> rows() {
    try (var bus = new EventBus(workbench.folder(), NOTHING_COMPACTED);
        var large = Growing.started(bus, "large", workbench)) {
      return sizes.stream().skip(1).flatMap(size -> grown(size, bus, large)).toList();
    }
  }

  private Stream<ResultRow> grown(int size, EventBus bus, Growing large) {
    try (var small = Growing.started(bus, "small-" + size, workbench)) {
      var pair = new PairedRun<>(large, small);
      int part = grownButForRounds(size, large, small);
      ResultRow ingest = row("ingest", size, "us/event", pair, site -> site.ingested(part));
      var load = Load.closed(CONNECTIONS, workbench.time());
      Stream.of(large, small).forEach(site -> site.warmUp(load));
      ResultRow point = row("point p99", size, "us", pair, site -> site.asked(load));
      large.site().stop();
      small.site().stop();
      ResultRow restore = row("restore", size, "us/row", pair, Growing::restored);
      large.site().startAgain();
      return Stream.of(ingest, point, restore);
    }
  }

  private ResultRow row(
      String what,
      int size,
      String unit,
      PairedRun<Growing> sites,
      ToDoubleFunction<Growing> measurement) {
    return workbench.compare(
        String.format(Locale.ROOT, "%s at %,d, at %,d", what, size, sizes.getFirst()),
        () -> measurement.applyAsDouble(sites.ours()),
        () -> measurement.applyAsDouble(sites.theirs()),
        Figure.timesAsMuch(unit, Double::doubleValue, Aim.atMost(1.5)));
  }

  /// After the rounds, both have their sizes. In the rounds they ingest the last part: at most half
  /// of the smaller site, or half of what the larger one grows by.
  ///
  /// @return how many enrollments are left for each round
  private int grownButForRounds(int size, Growing large, Growing small) {
    int rounds = workbench.rounds().number() + 1;
    int half = Math.min(sizes.getFirst(), size - large.campus().enrollments()) / 2;
    int part = Math.min(MOST_AT_ONCE, half / rounds);
    large.site().fill(large.campus(), size - part * rounds);
    small.site().fill(small.campus(), sizes.getFirst() - part * rounds);
    return part;
  }
}
