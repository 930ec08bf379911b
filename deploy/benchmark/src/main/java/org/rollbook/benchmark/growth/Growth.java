package org.rollbook.benchmark.growth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollbook.benchmark.data.Roll;
import org.rollbook.benchmark.data.Rolls;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.Question;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.LoneInstance;

/// A site that grows, term by term, beside itself when it was small.
///
/// @param sizes in enrollments, the smallest first
public record Growth(List<Integer> sizes, Workbench workbench) {

  private static final String NAME = "growth";
  private static final String SITE = "growing";
  private static final int CONNECTIONS = 16;

  /// Its JVM was started for this size, and has not answered yet.
  private static final int WARM_UPS = 5;

  private static final Aim FLAT = Aim.atMost(1.5);

  /// What things cost at a size, in microseconds.
  ///
  /// @param ingest of one more event
  /// @param point p99 of one enrollment by HTTP, in each round
  /// @param restore of one enrollment, with all that is kept of it
  private record Cost(int size, double ingest, List<Double> point, double restore) {}

  /// The rows of the table.
  public List<Row> rows() {
    try (var bus = new EventBus(workbench.folder(), Map.of());
        var instance = LoneInstance.ofEnrollments(bus, SITE, workbench, "-Xmx1g")) {
      List<Roll> rolls = new ArrayList<>();
      List<Cost> costs = new ArrayList<>();
      int before = 0;
      for (int size : sizes) {
        List<Roll> more = Rolls.ofTerm("T" + size, size - before);
        rolls.addAll(more);
        costs.add(grown(size, bus, instance, more, List.copyOf(rolls)));
        before = size;
      }
      return costs.stream().skip(1).flatMap(cost -> beside(cost, costs.getFirst())).toList();
    }
  }

  private Cost grown(
      int size, EventBus bus, LoneInstance instance, List<Roll> more, List<Roll> all) {
    instance.stop();
    bus.publish(SITE, more);
    Instant published = InstantSource.system().instant();
    instance.startAgain();
    long begun = System.nanoTime();
    instance.awaitAll(published);
    double ingest = (System.nanoTime() - begun) / 1e3;
    var load = new Load(CONNECTIONS, workbench.time());
    for (int i = 0; i < WARM_UPS; i++) {
      asked(load, instance, all);
    }
    List<Double> point =
        IntStream.range(0, workbench.rounds().number())
            .mapToObj(round -> asked(load, instance, all))
            .toList();
    instance.stop();
    double restore = instance.restored().seconds() * 1e6;
    var cost =
        new Cost(
            size, ingest / more.stream().mapToInt(Roll::learners).sum(), point, restore / size);
    workbench.out().println(cost);
    return cost;
  }

  private static double asked(Load load, LoneInstance instance, List<Roll> all) {
    return load.of(chance -> Question.get(Rolls.anyOf(all, instance.root(), chance))).micros(0.99);
  }

  private static Stream<Row> beside(Cost large, Cost small) {
    String beside = "%s at %s, at %s";
    return Stream.of(
        row(beside, "ingest", large, small, "us/event", cost -> List.of(cost.ingest())),
        row(beside, "point p99", large, small, "us", Cost::point),
        row(beside, "restore", large, small, "us/row", cost -> List.of(cost.restore())));
  }

  private static Row row(
      String beside,
      String what,
      Cost large,
      Cost small,
      String unit,
      Function<Cost, List<Double>> figures) {
    List<Double> ours = figures.apply(large);
    List<Double> theirs = figures.apply(small);
    return Row.of(
        NAME,
        String.format(Locale.ROOT, beside, what, number(large.size()), number(small.size())),
        unit,
        IntStream.range(0, ours.size())
            .mapToObj(round -> new Turn<>(ours.get(round), theirs.get(round)))
            .toList(),
        Double::doubleValue,
        Ratio.TIMES_AS_MUCH,
        FLAT);
  }

  private static String number(int size) {
    return String.format(Locale.ROOT, "%,d", size);
  }
}
