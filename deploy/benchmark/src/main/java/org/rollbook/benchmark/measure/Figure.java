package org.rollbook.benchmark.measure;

import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/// A figure that measurements show, and how ours and theirs are compared.
///
/// @param unit of ours and theirs
/// @param ratio of ours and theirs, in this order
/// @param <M> what one measurement shows
public record Figure<M>(
    String unit, ToDoubleFunction<M> value, DoubleBinaryOperator ratio, Aim aim) {

  private static final double COMMIT_INTERVAL_MS = 100;

  /// The ratio is ours divided by theirs.
  public static <M> Figure<M> timesAsMuch(String unit, ToDoubleFunction<M> value, Aim aim) {
    return new Figure<>(unit, value, (ours, theirs) -> ours / theirs, aim);
  }

  /// A time. The ratio is theirs divided by ours: how many times as fast we are.
  public static <M> Figure<M> timesAsFast(String unit, ToDoubleFunction<M> value, Aim aim) {
    return new Figure<>(unit, value, (ours, theirs) -> theirs / ours, aim);
  }

  /// A time in milliseconds. The ratio is how many commit intervals ours takes more.
  public static <M> Figure<M> commitIntervalsMore(String unit, ToDoubleFunction<M> value, Aim aim) {
    return new Figure<>(unit, value, (ours, theirs) -> (ours - theirs) / COMMIT_INTERVAL_MS, aim);
  }
}
