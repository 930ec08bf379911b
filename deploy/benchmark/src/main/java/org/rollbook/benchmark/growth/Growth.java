package org.rollbook.benchmark.growth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.PairedRun;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Rounds;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;

/// A site that grows, compared with one of the smallest size that is made anew for each size.
///
/// @param sizes in enrollments, the smallest first
public record Growth(List<Integer> sizes, Workbench workbench) {

  private static final String NAME = "growth";
  private static final int CONNECTIONS = 16;

  /// Before the rounds, since new instances have not answered yet.
  private static final int WARM_UPS = 10;

  /// This many more enrollments are published within two or three seconds. An instance can be
  /// frozen for that long and still stay in its groups.
  private static final int MOST_AT_ONCE = 40_000;

  /// Otherwise only the larger site would be compacted: its topics get older than the compaction
  /// lag.
  private static final Map<String, String> NOTHING_COMPACTED =
      Map.of("log.cleaner.enable", "false");

  private static final Aim FLAT = Aim.atMost(1.5);

  /// The rows of the table.
  public List<ResultRow> rows() {
    try (var bus = new EventBus(workbench.folder(), NOTHING_COMPACTED);
        var large = new GrowingSite(bus, "large", workbench)) {
      return sizes.stream().skip(1).flatMap(size -> grown(size, bus, large).stream()).toList();
    }
  }

  private List<ResultRow> grown(int size, EventBus bus, GrowingSite large) {
    try (var small = new GrowingSite(bus, "small-" + size, workbench)) {
      List<PairedRun<Double>> ingest = ingested(size, large, small);
      List<PairedRun<Double>> point = asked(large, small);
      large.stop();
      small.stop();
      List<PairedRun<Double>> restore = workbench.rounds().of(large::restored, small::restored);
      large.startAgain();
      return List.of(
          row("ingest", size, "us/event", ingest),
          row("point p99", size, "us", point),
          row("restore", size, "us/row", restore));
    }
  }

  /// After the rounds, both have their sizes. In the rounds they ingest the last part: at most half
  /// of the smaller site, or half of what the larger one grows by.
  private List<PairedRun<Double>> ingested(int size, GrowingSite large, GrowingSite small) {
    Rounds rounds = workbench.rounds();
    int half = Math.min(sizes.getFirst(), size - large.size()) / 2;
    int part = Math.min(MOST_AT_ONCE, half / (rounds.number() + 1));
    int parts = part * (rounds.number() + 1);
    large.growTo(size - parts);
    small.growTo(sizes.getFirst() - parts);
    return rounds.of(() -> large.ingested(part), () -> small.ingested(part));
  }

  private List<PairedRun<Double>> asked(GrowingSite large, GrowingSite small) {
    var load = Load.closed(CONNECTIONS, workbench.time());
    Stream.of(large, small)
        .forEach(
            site -> {
              for (int i = 0; i < WARM_UPS; i++) {
                var _ = site.asked(load);
              }
            });
    return workbench.rounds().of(() -> large.asked(load), () -> small.asked(load));
  }

  private ResultRow row(String what, int size, String unit, List<PairedRun<Double>> runs) {
    return ResultRow.of(
        NAME,
        String.format(Locale.ROOT, "%s at %,d, at %,d", what, size, sizes.getFirst()),
        unit,
        runs,
        Double::doubleValue,
        Ratio.TIMES_AS_MUCH,
        FLAT);
  }
}
