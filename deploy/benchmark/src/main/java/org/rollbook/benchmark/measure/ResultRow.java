package org.rollbook.benchmark.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// A line of the table.
///
/// @param benchmark its name, such as `point`
/// @param baseline what is measured, and what it is compared with
/// @param unit of ours and theirs
/// @param ratio of the two figures in each round; the [Ratio] decides which is divided by which
public record ResultRow(
    String benchmark,
    String baseline,
    String unit,
    Spread ours,
    Spread theirs,
    Spread ratio,
    Aim aim) {

  /// Which figure is divided by which.
  public enum Ratio {
    /// Ours by theirs.
    TIMES_AS_MUCH,
    /// Theirs by ours, for times: how many times as fast we are.
    TIMES_AS_FAST,
    /// Ours less theirs, for times in milliseconds: how many commit intervals we take more.
    COMMIT_INTERVALS_MORE;

    private static final double COMMIT_INTERVAL_MS = 100;

    double of(double ours, double theirs) {
      return switch (this) {
        case TIMES_AS_MUCH -> ours / theirs;
        case TIMES_AS_FAST -> theirs / ours;
        case COMMIT_INTERVALS_MORE -> (ours - theirs) / COMMIT_INTERVAL_MS;
      };
    }
  }

  /// A figure over all rounds.
  public static <M> ResultRow of(
      String benchmark,
      String baseline,
      String unit,
      List<PairedRun<M>> runs,
      ToDoubleFunction<M> figure,
      Ratio ratio,
      Aim aim) {
    return new ResultRow(
        benchmark,
        baseline,
        unit,
        Spread.of(runs.stream().map(run -> figure.applyAsDouble(run.ours())).toList()),
        Spread.of(runs.stream().map(run -> figure.applyAsDouble(run.theirs())).toList()),
        Spread.of(
            runs.stream()
                .map(
                    run ->
                        ratio.of(
                            figure.applyAsDouble(run.ours()), figure.applyAsDouble(run.theirs())))
                .toList()),
        aim);
  }

  public boolean met() {
    return aim.isMetBy(ratio.median());
  }
}
