package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.rollbook.benchmark.beside.Postgres;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Committed;
import org.rollbook.benchmark.site.Written;
import org.rollbook.testkit.site.Waiting;

/// Events a second from a full inbound topic to the last row of all views and derived topics.
///
/// @param events in the inbound topic
/// @param baseline the jar of another build of ours, to stand beside this one
public record Ingest(Workbench workbench, int events, Optional<Path> baseline) {

  private static final String NAME = "ingest";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// Longer than any side waits before it writes what it has: our counts wait a second.
  private static final Duration QUIET = Duration.ofSeconds(3);

  /// Somebody beside us.
  private record Beside(Side side, Aim aim) {}

  public List<Row> rows() {
    try (var inbound = new Inbound(events, builds() * turns(), workbench.folder())) {
      Optional<Postgres> postgres = Postgres.start();
      try {
        if (postgres.isEmpty()) {
          workbench.out().println("PostgreSQL is not installed: nothing is written beside it.");
        }
        return rows(inbound, besides(inbound, postgres));
      } finally {
        postgres.ifPresent(Postgres::close);
      }
    }
  }

  /// How often each side reads the topic: each round, and the one before them that does not count.
  private int turns() {
    return workbench.rounds().number() + 1;
  }

  private int builds() {
    return baseline.isPresent() ? 2 : 1;
  }

  private List<Beside> besides(Inbound inbound, Optional<Postgres> postgres) {
    List<Beside> besides = new ArrayList<>();
    baseline.ifPresent(
        jar ->
            besides.add(
                new Beside(
                    new Rollbook("baseline", jar, inbound, workbench.folder(), turns()),
                    Aim.AS_FAST_AS_BASELINE)));
    besides.add(new Beside(new PlainStreams(inbound, workbench.folder()), Aim.atLeast(1)));
    besides.add(new Beside(new DecodeOnly(inbound, workbench.folder()), Aim.atLeast(0.15)));
    postgres.ifPresent(
        server ->
            besides.add(
                new Beside(
                    new PostgresUpsert(inbound, server, workbench.folder()), Aim.atLeast(1.5))));
    return besides;
  }

  private List<Row> rows(Inbound inbound, List<Beside> besides) {
    List<Supplier<Double>> sides = new ArrayList<>();
    sides.add(
        measuring(
            inbound,
            new Rollbook("Rollbook", workbench.enrollmentsJar(), inbound, workbench.folder(), 0)));
    besides.forEach(beside -> sides.add(measuring(inbound, beside.side())));
    List<List<Double>> rounds = workbench.rounds().ofAll(sides);
    return IntStream.range(0, besides.size())
        .mapToObj(
            number ->
                Row.of(
                    NAME,
                    besides.get(number).side().name(),
                    "events/s",
                    rounds.stream()
                        .map(round -> new Turn<>(round.getFirst(), round.get(number + 1)))
                        .toList(),
                    Double::doubleValue,
                    Ratio.TIMES_AS_MUCH,
                    besides.get(number).aim()))
        .toList();
  }

  private Supplier<Double> measuring(Inbound inbound, Side side) {
    var turns = IntStream.iterate(1, turn -> turn + 1).iterator();
    return () -> measured(inbound, side, turns.nextInt());
  }

  private double measured(Inbound inbound, Side side, int turn) {
    var stopwatch = new Stopwatch(events, QUIET);
    try (var running = side.start(turn)) {
      Admin admin = inbound.client().admin();
      var observer =
          new Observer(
              new Committed(admin, running.steps()),
              new Written(admin, running.outputs(), Inbound.PARTITIONS));
      Waiting.until(
          () -> {
            if (!running.isAlive()) {
              throw new IllegalStateException(side.name() + " ended by itself");
            }
            return stopwatch.sees(observer.progress());
          },
          PATIENCE);
      running.totals().ifPresent(totals -> requireRight(side, inbound.expected(), totals));
    } finally {
      inbound.tidyUp();
    }
    double eventsPerSecond = stopwatch.eventsPerSecond();
    workbench
        .out()
        .println("  turn %d, %s: %,.0f events/s".formatted(turn, side.name(), eventsPerSecond));
    return eventsPerSecond;
  }

  private static void requireRight(Side side, Totals expected, Totals actual) {
    if (!actual.equals(expected)) {
      throw new IllegalStateException("%s has %s, not %s".formatted(side.name(), actual, expected));
    }
  }
}
