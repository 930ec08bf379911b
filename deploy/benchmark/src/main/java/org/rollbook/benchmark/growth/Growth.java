package org.rollbook.benchmark.growth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Rounds;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;

/// A site that grows, beside one of the smallest size that is made anew for each size.
///
/// @param sizes in enrollments, the smallest first
public record Growth(List<Integer> sizes, Workbench workbench) {

  private static final String NAME = "growth";
  private static final int CONNECTIONS = 16;

  /// Before the rounds, of instances that have not answered yet.
  private static final int WARM_UPS = 10;

  /// What happens until there are so many more enrollments is published within two or three
  /// seconds, for which an instance can stand still and keep its place in its groups.
  private static final int MOST_AT_ONCE = 40_000;

  /// The larger site's topics get older than the lag after which theirs would be.
  private static final Map<String, String> NOTHING_COMPACTED =
      Map.of("log.cleaner.enable", "false");

  private static final Aim FLAT = Aim.atMost(1.5);

  /// The rows of the table.
  public List<Row> rows() {
    try (var bus = new EventBus(workbench.folder(), NOTHING_COMPACTED);
        var large = new GrowingSite(bus, "large", workbench)) {
      return sizes.stream().skip(1).flatMap(size -> grown(size, bus, large).stream()).toList();
    }
  }

  private List<Row> grown(int size, EventBus bus, GrowingSite large) {
    try (var small = new GrowingSite(bus, "small-" + size, workbench)) {
      List<Turn<Double>> ingest = ingested(size, large, small);
      List<Turn<Double>> point = asked(large, small);
      large.stop();
      small.stop();
      List<Turn<Double>> restore = workbench.rounds().of(large::restored, small::restored);
      large.startAgain();
      return List.of(
          row("ingest", size, "us/event", ingest),
          row("point p99", size, "us", point),
          row("restore", size, "us/row", restore));
    }
  }

  /// In the end, both have their sizes: what they take in in the rounds is the last of it, half of
  /// the smaller one or of what the larger one grows by, or less.
  private List<Turn<Double>> ingested(int size, GrowingSite large, GrowingSite small) {
    Rounds rounds = workbench.rounds();
    int half = Math.min(sizes.getFirst(), size - large.size()) / 2;
    int part = Math.min(MOST_AT_ONCE, half / (rounds.number() + 1));
    int parts = part * (rounds.number() + 1);
    large.growTo(size - parts);
    small.growTo(sizes.getFirst() - parts);
    return rounds.of(() -> large.ingested(part), () -> small.ingested(part));
  }

  private List<Turn<Double>> asked(GrowingSite large, GrowingSite small) {
    var load = new Load(CONNECTIONS, workbench.time());
    Stream.of(large, small)
        .forEach(
            site -> {
              for (int i = 0; i < WARM_UPS; i++) {
                var _ = site.asked(load);
              }
            });
    return workbench.rounds().of(() -> large.asked(load), () -> small.asked(load));
  }

  private Row row(String what, int size, String unit, List<Turn<Double>> turns) {
    return Row.of(
        NAME,
        String.format(Locale.ROOT, "%s at %,d, at %,d", what, size, sizes.getFirst()),
        unit,
        turns,
        Double::doubleValue,
        Ratio.TIMES_AS_MUCH,
        FLAT);
  }
}
