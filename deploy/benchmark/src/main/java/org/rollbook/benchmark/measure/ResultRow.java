package org.rollbook.benchmark.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.rollbook.benchmark.measure.Rounds.PairedRun;

/// A line of the table.
///
/// @param benchmark its name, such as `point`
/// @param beside what is measured, and what it is compared with
/// @param ratio of the two figures in each round, not of their medians
public record ResultRow(
    String benchmark,
    String beside,
    String unit,
    Spread ours,
    Spread theirs,
    Spread ratio,
    Aim aim) {

  /// The median and range of a figure over several rounds. Of an even number of rounds, the median
  /// is the greater of the two in the middle.
  public record Spread(double median, double min, double max) {

    private static <R> Spread of(List<R> rounds, ToDoubleFunction<R> figure) {
      double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
      return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
  }

  static <M> ResultRow of(
      String benchmark, String beside, List<PairedRun<M>> runs, Figure<M> figure) {
    ToDoubleFunction<PairedRun<M>> ours = run -> figure.value().applyAsDouble(run.ours());
    ToDoubleFunction<PairedRun<M>> theirs = run -> figure.value().applyAsDouble(run.theirs());
    return new ResultRow(
        benchmark,
        beside,
        figure.unit(),
        Spread.of(runs, ours),
        Spread.of(runs, theirs),
        Spread.of(
            runs,
            run ->
                figure.ratio().applyAsDouble(ours.applyAsDouble(run), theirs.applyAsDouble(run))),
        figure.aim());
  }

  boolean met() {
    return aim.isMetBy(ratio.median());
  }
}
