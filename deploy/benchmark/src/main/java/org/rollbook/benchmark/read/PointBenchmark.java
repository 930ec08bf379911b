package org.rollbook.benchmark.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.LoadRequest;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.PairedRun;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.sample.ViewUrls;

/// One enrollment after the other, each asked of its owner, over more and more connections. Since
/// clients share the machine, the result also has the processor time that an answer costs the
/// servers.
public record PointBenchmark(TestBed testBed, Workbench workbench) {

  private static final String NAME = "point";
  private static final List<Integer> CONNECTIONS = List.of(1, 16, 64, 256);

  /// A rate that every contender keeps up with, so that latencies and not the clients differ.
  private static final int RATE = 4_000;

  private static final int CONNECTIONS_AT_RATE = 64;

  private static final Aim BASELINE_MAP = Aim.atLeast(0.7);
  private static final Aim BASELINE_POSTGRES = Aim.atLeast(2);

  /// The outcome of asking for a while.
  ///
  /// @param seen by the clients
  /// @param processor the processor time of the processes that answered
  private record Cost(Load.Result seen, Duration processor) {

    /// For each answer.
    double processorMicros() {
      return processor.toNanos() / 1e3 / seen.answers();
    }
  }

  public List<ResultRow> rows() {
    return Stream.of(
            baseline("hash map", testBed.map(), BASELINE_MAP),
            testBed.postgres().stream()
                .flatMap(postgres -> baseline("PostgreSQL", postgres, BASELINE_POSTGRES)),
            testBed.baseline().stream()
                .flatMap(baseline -> baseline("baseline", baseline, Aim.AS_FAST_AS_BASELINE)))
        .flatMap(rows -> rows)
        .toList();
  }

  private Stream<ResultRow> baseline(String name, Served theirs, Aim aim) {
    return Stream.concat(
        CONNECTIONS.stream()
            .flatMap(
                connections ->
                    rows(
                        connections + " connections, " + name,
                        Load.closed(connections, workbench.time()),
                        theirs,
                        aim)),
        rows(
            "%,d/s, %s".formatted(RATE, name),
            Load.open(CONNECTIONS_AT_RATE, RATE, workbench.time()),
            theirs,
            Aim.NONE));
  }

  private Stream<ResultRow> rows(String baseline, Load load, Served theirs, Aim aim) {
    List<PairedRun<Cost>> runs =
        workbench.rounds().of(() -> asked(load, testBed.ours(0)), () -> asked(load, theirs));
    List<ResultRow> rows = new ArrayList<>();
    rows.add(
        ResultRow.of(
            NAME,
            baseline,
            "requests/s",
            runs,
            cost -> cost.seen().perSecond(),
            Ratio.TIMES_AS_MUCH,
            aim));
    for (double part : new double[] {0.5, 0.99, 0.999}) {
      rows.add(
          ResultRow.of(
              NAME,
              baseline,
              "p" + 100 * part + " us",
              runs,
              cost -> cost.seen().micros(part),
              Ratio.TIMES_AS_FAST,
              aim));
    }
    rows.add(
        ResultRow.of(
            NAME,
            baseline,
            "processor us",
            runs,
            Cost::processorMicros,
            Ratio.TIMES_AS_FAST,
            Aim.NONE));
    return rows.stream();
  }

  private Cost asked(Load load, Served served) {
    var urls = ViewUrls.ofEnrollments(served.root());
    List<CampusEnrollmentKey> keys = testBed.ownedByTheFirst();
    Duration before = served.processorTime();
    Load.Result seen =
        load.of(chance -> LoadRequest.get(urls.row(keys.get(chance.nextInt(keys.size())))));
    return new Cost(seen, served.processorTime().minus(before));
  }
}
