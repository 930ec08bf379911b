package org.rollbook.benchmark.write;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Figure;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Rounds.PairedRun;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Database;
import org.rollbook.benchmark.site.Offsets;
import org.rollbook.benchmark.write.Contender.Running;
import org.rollbook.benchmark.write.Contender.Totals;
import org.rollbook.benchmark.write.Stopwatch.Progress;
import org.rollbook.testkit.database.Postgres;
import org.rollbook.testkit.site.Waiting;

/// Events a second from a full inbound topic to the last row of all views and derived topics.
///
/// @param events in the inbound topic
/// @param baseline the jar of another build of ours, to compare this build with
public record IngestBenchmark(Workbench workbench, int events, Optional<Path> baseline) {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// Longer than any contender waits before it writes what it has: our counts wait a second.
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  public List<ResultRow> rows() {
    int runs = workbench.rounds().number() + 1;
    int builds = baseline.isPresent() ? 2 : 1;
    Optional<Postgres> postgres = Postgres.start();
    try (var inbound = new Inbound(events, builds * runs, workbench.folder())) {
      if (postgres.isEmpty()) {
        workbench.reportNoPostgres();
      }
      List<Contender> contenders = contenders(inbound, postgres, runs);
      List<List<Double>> rounds =
          workbench.rounds().ofAll(contenders.stream().map(it -> measuring(inbound, it)).toList());
      return IntStream.range(1, contenders.size())
          .mapToObj(number -> row(contenders.get(number), PairedRun.of(rounds, number)))
          .toList();
    } finally {
      postgres.ifPresent(Postgres::close);
    }
  }

  private ResultRow row(Contender theirs, List<PairedRun<Double>> runs) {
    return workbench.row(
        theirs.name(), runs, Figure.timesAsMuch("events/s", Double::doubleValue, theirs.aim()));
  }

  /// Ours first.
  ///
  /// @param runs how often each contender reads the topic: each round, and the one before them that
  ///   does not count
  private List<Contender> contenders(Inbound inbound, Optional<Postgres> postgres, int runs) {
    Path folder = workbench.folder();
    List<Contender> contenders = new ArrayList<>();
    contenders.add(
        Rollbook.contender("Rollbook", Aim.NONE, workbench.jar("enrollments"), inbound, folder, 0));
    baseline.ifPresent(
        jar ->
            contenders.add(
                Rollbook.contender(
                    "baseline", Aim.AS_FAST_AS_BASELINE, jar, inbound, folder, runs)));
    contenders.add(PlainStreams.contender(inbound, folder));
    contenders.add(DecodeOnly.contender(inbound, folder));
    postgres.ifPresent(
        server -> contenders.add(PostgresUpsert.contender(inbound, Database.of(server), folder)));
    return contenders;
  }

  private Supplier<Double> measuring(Inbound inbound, Contender contender) {
    var runs = IntStream.iterate(1, run -> run + 1).iterator();
    return () -> measured(inbound, contender, runs.nextInt());
  }

  private double measured(Inbound inbound, Contender contender, int run) {
    var stopwatch = new Stopwatch(events, QUIET);
    try (Running running = contender.start().apply(run)) {
      Waiting.until(
          () -> {
            running.process().requireAlive();
            return stopwatch.sees(progress(running, inbound.bus().offsets()));
          },
          PATIENCE);
      running.totals().get().ifPresent(totals -> requireRight(contender, inbound, totals));
    } finally {
      inbound.tidyUp();
    }
    double eventsPerSecond = stopwatch.eventsPerSecond();
    workbench
        .out()
        .println("  run %d, %s: %,.0f events/s".formatted(run, contender.name(), eventsPerSecond));
    return eventsPerSecond;
  }

  /// Waits a moment, then looks.
  private static Progress progress(Running running, Offsets offsets) {
    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    List<Long> passed = offsets.passed(running.steps());
    // Before the first event has passed, the topics may not exist.
    long written = passed.contains(0L) ? 0 : offsets.written(running.outputs(), Inbound.PARTITIONS);
    return new Progress(System.nanoTime(), passed, written);
  }

  private static void requireRight(Contender contender, Inbound inbound, Totals actual) {
    if (!actual.equals(inbound.expected())) {
      throw new IllegalStateException(
          "%s has %s, not %s".formatted(contender.name(), actual, inbound.expected()));
    }
  }
}
