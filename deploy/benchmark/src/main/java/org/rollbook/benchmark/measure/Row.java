package org.rollbook.benchmark.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// A line of the table.
///
/// @param benchmark its name, such as `point`
/// @param beside what is measured, and beside what
/// @param unit of ours and theirs
/// @param ratio one figure to the other in each round; which to which is the [Ratio]'s
public record Row(
    String benchmark,
    String beside,
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

  /// One of the figures that rounds have shown.
  public static <M> Row of(
      String benchmark,
      String beside,
      String unit,
      List<Turn<M>> turns,
      ToDoubleFunction<M> figure,
      Ratio ratio,
      Aim aim) {
    return new Row(
        benchmark,
        beside,
        unit,
        Spread.of(turns.stream().map(turn -> figure.applyAsDouble(turn.ours())).toList()),
        Spread.of(turns.stream().map(turn -> figure.applyAsDouble(turn.theirs())).toList()),
        Spread.of(
            turns.stream()
                .map(
                    turn ->
                        ratio.of(
                            figure.applyAsDouble(turn.ours()), figure.applyAsDouble(turn.theirs())))
                .toList()),
        aim);
  }

  public boolean met() {
    return aim.isMetBy(ratio.median());
  }
}
