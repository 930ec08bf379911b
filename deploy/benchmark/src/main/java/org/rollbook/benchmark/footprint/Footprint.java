package org.rollbook.benchmark.footprint;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.rollbook.benchmark.beside.Postgres;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.LoneInstance;
import org.rollbook.benchmark.system.OsProcess;
import org.rollbook.testkit.campus.CampusRun;
import org.rollbook.testkit.campus.OpenEdxProducer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.process.ViewSettings;

/// Both topologies at a small site where little happens, beside what such a site would write for
/// itself ([SmallSite]). Both hear the same events at the same time.
public record Footprint(Workbench workbench) {

  private static final String NAME = "footprint";
  private static final String SITE = "small";
  private static final String PARTITIONS = "partitions";
  private static final int ENROLLMENTS = 50_000;
  private static final double EVENTS_PER_SECOND = 1;
  private static final double MEGABYTE = 1e6;
  private static final Aim AIM = Aim.atMost(3);

  /// What is still compiled, merged and vacuumed after filling is not what is asked for.
  private static final Duration CALM = Duration.ofSeconds(30);

  private static final Duration WINDOW = Duration.ofSeconds(20);

  /// What a side takes.
  ///
  /// @param memory in bytes
  /// @param processor share of a core
  private record Cost(double memory, double processor) {}

  /// The rows of the table.
  public List<Row> rows() {
    Optional<Postgres> started = Postgres.start();
    if (started.isEmpty()) {
      workbench.out().println("PostgreSQL is not installed: nothing is measured beside it.");
      return List.of();
    }
    try (var postgres = started.get();
        var bus = new EventBus(workbench.folder(), Map.of());
        OpenEdxProducer lms = bus.lms(SITE, Truth.remembering(Duration.ZERO))) {
      var campus = new SmallCampus(SITE, bus.broker().client());
      campus.fill(lms, ENROLLMENTS);
      return rows(postgres, bus, campus, lms);
    }
  }

  private List<Row> rows(Postgres postgres, EventBus bus, SmallCampus campus, OpenEdxProducer lms) {
    Instant filled = Clock.systemUTC().instant();
    var broker = new OsProcess(bus.broker().pid());
    int sources = campus.partitions();
    long before = broker.residentBytes();
    try (CampusRun _ = campus.run(lms, EVENTS_PER_SECOND)) {
      List<Row> rows = new ArrayList<>();
      for (Sizing sizing : Sizing.ALL) {
        try (var theirs =
            SmallSiteProcess.start(
                bus.broker(), campus.topics(), postgres, sizing, workbench.folder())) {
          rows.addAll(rows(bus, sizing, filled, List.of(theirs.pid(), postgres.pid())));
        }
      }
      rows.add(
          once(PARTITIONS + " with the source topics'", PARTITIONS, campus.partitions(), sources));
      rows.add(
          once(
              "the broker's memory, without ours",
              "MB",
              broker.residentBytes() / MEGABYTE,
              before / MEGABYTE));
      return List.copyOf(rows);
    }
  }

  /// Of instances that begin with nothing: the first hear everything, later ones restore it.
  private List<Row> rows(EventBus bus, Sizing sizing, Instant filled, List<Long> beside) {
    try (var enrollments = instance(bus, "enrollments", sizing, workbench.enrollmentsJar());
        var grades = instance(bus, "grades", sizing, workbench.gradesJar())) {
      enrollments.awaitAll(filled);
      grades.awaitAll(filled);
      List<Turn<Cost>> turns = measured(List.of(pid(enrollments), pid(grades)), beside);
      enrollments.stop();
      grades.stop();
      return List.of(
          row("memory", sizing, "MB", turns, cost -> cost.memory() / MEGABYTE),
          row("processor", sizing, "% of a core", turns, cost -> cost.processor() * 100));
    }
  }

  private LoneInstance instance(EventBus bus, String name, Sizing sizing, Path jar) {
    ViewSettings settings =
        bus.instance(SITE, jar, workbench.folder().resolve(name + "-" + Sizing.ALL.indexOf(sizing)))
            .withJvmArguments(sizing.jvm().toArray(String[]::new));
    for (Map.Entry<String, String> variable : sizing.environment().entrySet()) {
      settings = settings.with(variable.getKey(), variable.getValue());
    }
    return new LoneInstance(bus, SITE, settings);
  }

  private static long pid(LoneInstance instance) {
    return instance.process().process().pid();
  }

  private List<Turn<Cost>> measured(List<Long> ours, List<Long> theirs) {
    LockSupport.parkNanos(CALM.toNanos());
    List<Turn<Cost>> turns = new ArrayList<>();
    for (int round = 0; round < workbench.rounds().number(); round++) {
      Duration oursBefore = processorTime(ours);
      Duration theirsBefore = processorTime(theirs);
      long begun = System.nanoTime();
      LockSupport.parkNanos(WINDOW.toNanos());
      Duration lasted = Duration.ofNanos(System.nanoTime() - begun);
      turns.add(new Turn<>(cost(ours, oursBefore, lasted), cost(theirs, theirsBefore, lasted)));
    }
    return turns;
  }

  private static Cost cost(List<Long> processes, Duration before, Duration lasted) {
    return new Cost(
        processes.stream().mapToLong(pid -> new OsProcess(pid).residentBytes()).sum(),
        (double) processorTime(processes).minus(before).toNanos() / lasted.toNanos());
  }

  private static Duration processorTime(List<Long> processes) {
    return processes.stream()
        .map(pid -> new OsProcess(pid).processorTime())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Row row(
      String what,
      Sizing sizing,
      String unit,
      List<Turn<Cost>> turns,
      ToDoubleFunction<Cost> figure) {
    return Row.of(
        NAME,
        what + ", " + sizing.name() + ", a consumer and an endpoint on PostgreSQL",
        unit,
        turns,
        figure,
        Ratio.TIMES_AS_MUCH,
        AIM);
  }

  private static Row once(String what, String unit, double ours, double theirs) {
    return Row.of(
        NAME,
        what,
        unit,
        List.of(new Turn<>(ours, theirs)),
        Double::doubleValue,
        Ratio.TIMES_AS_MUCH,
        Aim.NONE);
  }
}
