package org.rollbook.benchmark.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.Question;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.sample.ViewUrls;

/// One enrollment after the other, each asked of its owner, over more and more connections. Besides
/// what a client sees it tells what an answer costs those who give it, since clients share the
/// machine.
public record Point(Stand stand, Workbench workbench) {

  private static final String NAME = "point";
  private static final List<Integer> CONNECTIONS = List.of(1, 16, 64, 256);
  private static final Aim BESIDE_MAP = Aim.atLeast(0.7);
  private static final Aim BESIDE_POSTGRES = Aim.atLeast(2);

  /// What asking for a while came to.
  ///
  /// @param seen by the clients
  /// @param processor what those who answered took of it
  private record Cost(Load.Result seen, Duration processor) {

    /// For each answer.
    double processorMicros() {
      return processor.toNanos() / 1e3 / seen.answers();
    }
  }

  public List<Row> rows() {
    return Stream.of(
            beside("hash map", stand.map(), BESIDE_MAP),
            stand.postgres().stream()
                .flatMap(postgres -> beside("PostgreSQL", postgres, BESIDE_POSTGRES)),
            stand.baseline().stream()
                .flatMap(baseline -> beside("baseline", baseline, Aim.AS_FAST_AS_BASELINE)))
        .flatMap(rows -> rows)
        .toList();
  }

  private Stream<Row> beside(String name, Served theirs, Aim aim) {
    return CONNECTIONS.stream()
        .flatMap(
            connections -> rows(connections + " connections, " + name, connections, theirs, aim));
  }

  private Stream<Row> rows(String beside, int connections, Served theirs, Aim aim) {
    var load = new Load(connections, workbench.time());
    List<Turn<Cost>> turns =
        workbench.rounds().of(() -> asked(load, stand.ours(0)), () -> asked(load, theirs));
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.of(
            NAME,
            beside,
            "requests/s",
            turns,
            cost -> cost.seen().perSecond(),
            Ratio.TIMES_AS_MUCH,
            aim));
    for (double part : new double[] {0.5, 0.99, 0.999}) {
      rows.add(
          Row.of(
              NAME,
              beside,
              "p" + 100 * part + " us",
              turns,
              cost -> cost.seen().micros(part),
              Ratio.TIMES_AS_FAST,
              aim));
    }
    rows.add(
        Row.of(
            NAME,
            beside,
            "processor us",
            turns,
            Cost::processorMicros,
            Ratio.TIMES_AS_FAST,
            Aim.NONE));
    return rows.stream();
  }

  private Cost asked(Load load, Served side) {
    var urls = ViewUrls.ofEnrollments(side.root());
    List<EnrollmentKey> keys = stand.ownedByTheFirst();
    Duration before = side.processorTime();
    Load.Result seen =
        load.of(chance -> Question.get(urls.row(keys.get(chance.nextInt(keys.size())))));
    return new Cost(seen, side.processorTime().minus(before));
  }
}
