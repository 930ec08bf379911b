package org.rollbook.benchmark.footprint;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.rollbook.benchmark.baseline.Postgres;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.PairedRun;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.LoneInstance;
import org.rollbook.benchmark.system.OsProcess;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.process.ViewSettings;

/// Both topologies at a small site where little happens, compared with what such a site would write
/// for itself ([SmallSite]). Each has a broker and a campus of its own, alike to the other's, and
/// both are measured at the same time.
public record Footprint(Workbench workbench) {

  private static final String NAME = "footprint";
  private static final int ENROLLMENTS = 50_000;
  private static final double EVENTS_PER_SECOND = 1;
  private static final double MEGABYTE = 1e6;
  private static final Aim AIM = Aim.atMost(3);

  /// Compiling, merging and vacuuming after the filling must not be measured.
  private static final Duration CALM = Duration.ofSeconds(30);

  private static final Duration WINDOW = Duration.ofSeconds(20);

  /// What a contender uses.
  ///
  /// @param memory in bytes
  /// @param processor share of a core
  /// @param broker the memory of its broker, in bytes
  /// @param partitions on its broker
  private record Cost(double memory, double processor, double broker, double partitions) {}

  /// A running contender.
  private record Running(List<Long> processes, EventBus bus, SmallCampus campus) {

    Duration processorTime() {
      return processes.stream()
          .map(pid -> new OsProcess(pid).processorTime())
          .reduce(Duration.ZERO, Duration::plus);
    }

    Cost cost(Duration processorTime, Duration lasted) {
      return new Cost(
          processes.stream().mapToLong(pid -> new OsProcess(pid).residentBytes()).sum(),
          (double) processorTime.toNanos() / lasted.toNanos(),
          new OsProcess(bus.broker().pid()).residentBytes(),
          campus.partitions());
    }
  }

  /// The rows of the table.
  public List<ResultRow> rows() {
    if (!Postgres.isInstalled()) {
      workbench.out().println("PostgreSQL is not installed: nothing is compared with it.");
      return List.of();
    }
    return Sizing.ALL.stream().flatMap(sizing -> rows(sizing).stream()).toList();
  }

  private List<ResultRow> rows(Sizing sizing) {
    Path folder = workbench.folder().resolve("sizing-" + Sizing.ALL.indexOf(sizing));
    try (var ourBus = new EventBus(folder.resolve("ours"), Map.of());
        var theirBus = new EventBus(folder.resolve("theirs"), Map.of());
        var ourCampus = new SmallCampus(ourBus);
        var theirCampus = new SmallCampus(theirBus)) {
      ourCampus.fill(ENROLLMENTS);
      theirCampus.fill(ENROLLMENTS);
      Instant filled = Clock.systemUTC().instant();
      try (CampusRun _ = ourCampus.run(EVENTS_PER_SECOND);
          CampusRun _ = theirCampus.run(EVENTS_PER_SECOND);
          Postgres postgres = Postgres.start().orElseThrow();
          var theirs = SmallSiteProcess.start(theirBus.broker(), postgres, sizing, folder);
          var enrollments =
              instance(ourBus, sizing, workbench.enrollmentsJar(), folder.resolve("enrollments"));
          var grades = instance(ourBus, sizing, workbench.gradesJar(), folder.resolve("grades"))) {
        enrollments.awaitAll(filled);
        grades.awaitAll(filled);
        return rows(
            sizing,
            measured(
                new Running(List.of(pid(enrollments), pid(grades)), ourBus, ourCampus),
                new Running(List.of(theirs.pid(), postgres.pid()), theirBus, theirCampus)));
      }
    }
  }

  private static List<ResultRow> rows(Sizing sizing, List<PairedRun<Cost>> runs) {
    return List.of(
        row("memory", sizing, "MB", runs, cost -> cost.memory() / MEGABYTE, AIM),
        row("processor", sizing, "% of a core", runs, cost -> cost.processor() * 100, AIM),
        row("partitions", sizing, "partitions", runs, Cost::partitions, AIM),
        row("the broker's memory", sizing, "MB", runs, cost -> cost.broker() / MEGABYTE, Aim.NONE));
  }

  private static LoneInstance instance(EventBus bus, Sizing sizing, Path jar, Path folder) {
    ViewSettings settings =
        bus.instance(SmallCampus.SITE, jar, folder).withJvmArguments(sizing.jvm());
    for (Map.Entry<String, String> variable : sizing.environment().entrySet()) {
      settings = settings.with(variable.getKey(), variable.getValue());
    }
    return new LoneInstance(bus, SmallCampus.SITE, settings);
  }

  private static long pid(LoneInstance instance) {
    return instance.process().process().pid();
  }

  /// Measures both at the same time.
  private List<PairedRun<Cost>> measured(Running ours, Running theirs) {
    LockSupport.parkNanos(CALM.toNanos());
    return workbench
        .rounds()
        .of(
            () -> {
              Duration oursBefore = ours.processorTime();
              Duration theirsBefore = theirs.processorTime();
              long begun = System.nanoTime();
              LockSupport.parkNanos(WINDOW.toNanos());
              Duration lasted = Duration.ofNanos(System.nanoTime() - begun);
              Duration oursTaken = ours.processorTime().minus(oursBefore);
              Duration theirsTaken = theirs.processorTime().minus(theirsBefore);
              return new PairedRun<>(
                  ours.cost(oursTaken, lasted), theirs.cost(theirsTaken, lasted));
            });
  }

  private static ResultRow row(
      String what,
      Sizing sizing,
      String unit,
      List<PairedRun<Cost>> runs,
      ToDoubleFunction<Cost> figure,
      Aim aim) {
    return ResultRow.of(
        NAME,
        what + ", " + sizing.name() + ", a consumer and an endpoint on PostgreSQL",
        unit,
        runs,
        figure,
        Ratio.TIMES_AS_MUCH,
        aim);
  }
}
