package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.rollbook.benchmark.baseline.Postgres;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.PairedRun;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Committed;
import org.rollbook.benchmark.site.Written;
import org.rollbook.testkit.site.Waiting;

/// Events a second from a full inbound topic to the last row of all views and derived topics.
///
/// @param events in the inbound topic
/// @param baseline the jar of another build of ours, to compare this build with
public record IngestBenchmark(Workbench workbench, int events, Optional<Path> baseline) {

  private static final String NAME = "ingest";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// Longer than any contender waits before it writes what it has: our counts wait a second.
  private static final Duration QUIET = Duration.ofSeconds(3);

  /// A contender that Rollbook is compared with.
  private record Baseline(Contender contender, Aim aim) {}

  public List<ResultRow> rows() {
    try (var inbound = new Inbound(events, builds() * runs(), workbench.folder())) {
      Optional<Postgres> postgres = Postgres.start();
      try {
        if (postgres.isEmpty()) {
          workbench.out().println("PostgreSQL is not installed: nothing is compared with it.");
        }
        return rows(inbound, baselines(inbound, postgres));
      } finally {
        postgres.ifPresent(Postgres::close);
      }
    }
  }

  /// How often each contender reads the topic: each round, and the one before them that does not
  /// count.
  private int runs() {
    return workbench.rounds().number() + 1;
  }

  private int builds() {
    return baseline.isPresent() ? 2 : 1;
  }

  private List<Baseline> baselines(Inbound inbound, Optional<Postgres> postgres) {
    List<Baseline> baselines = new ArrayList<>();
    baseline.ifPresent(
        jar ->
            baselines.add(
                new Baseline(
                    new RollbookIngest("baseline", jar, inbound, workbench.folder(), runs()),
                    Aim.AS_FAST_AS_BASELINE)));
    baselines.add(new Baseline(new PlainStreams(inbound, workbench.folder()), Aim.atLeast(1)));
    baselines.add(new Baseline(new DecodeOnly(inbound, workbench.folder()), Aim.atLeast(0.15)));
    postgres.ifPresent(
        server ->
            baselines.add(
                new Baseline(
                    new PostgresUpsert(inbound, server, workbench.folder()), Aim.atLeast(1.5))));
    return baselines;
  }

  private List<ResultRow> rows(Inbound inbound, List<Baseline> baselines) {
    List<Supplier<Double>> measurements = new ArrayList<>();
    measurements.add(
        measuring(
            inbound,
            new RollbookIngest(
                "Rollbook", workbench.enrollmentsJar(), inbound, workbench.folder(), 0)));
    baselines.forEach(other -> measurements.add(measuring(inbound, other.contender())));
    List<List<Double>> rounds = workbench.rounds().ofAll(measurements);
    return IntStream.range(0, baselines.size())
        .mapToObj(
            number ->
                ResultRow.of(
                    NAME,
                    baselines.get(number).contender().name(),
                    "events/s",
                    rounds.stream()
                        .map(round -> new PairedRun<>(round.getFirst(), round.get(number + 1)))
                        .toList(),
                    Double::doubleValue,
                    Ratio.TIMES_AS_MUCH,
                    baselines.get(number).aim()))
        .toList();
  }

  private Supplier<Double> measuring(Inbound inbound, Contender contender) {
    var runs = IntStream.iterate(1, run -> run + 1).iterator();
    return () -> measured(inbound, contender, runs.nextInt());
  }

  private double measured(Inbound inbound, Contender contender, int run) {
    var stopwatch = new Stopwatch(events, QUIET);
    try (var running = contender.start(run)) {
      Admin admin = inbound.client().admin();
      var observer =
          new Observer(
              new Committed(admin, running.steps()),
              new Written(admin, running.outputs(), Inbound.PARTITIONS));
      Waiting.until(
          () -> {
            if (!running.isAlive()) {
              throw new IllegalStateException(contender.name() + " ended by itself");
            }
            return stopwatch.sees(observer.progress());
          },
          PATIENCE);
      running.totals().ifPresent(totals -> requireRight(contender, inbound.expected(), totals));
    } finally {
      inbound.tidyUp();
    }
    double eventsPerSecond = stopwatch.eventsPerSecond();
    workbench
        .out()
        .println("  run %d, %s: %,.0f events/s".formatted(run, contender.name(), eventsPerSecond));
    return eventsPerSecond;
  }

  private static void requireRight(Contender contender, Totals expected, Totals actual) {
    if (!actual.equals(expected)) {
      throw new IllegalStateException(
          "%s has %s, not %s".formatted(contender.name(), actual, expected));
    }
  }
}
