package org.rollbook.benchmark.measure;

/// What a ratio should be.
///
/// @param limit the ratio that is just good enough
public record Aim(Comparison comparison, double limit) {

  /// For a figure that is only reported, without an aim.
  public static final Aim NONE = new Aim(Comparison.ANYWHERE, 0);

  /// For another build of ours: not slower than that, except for the variation between rounds.
  public static final Aim AS_FAST_AS_BASELINE = atLeast(0.97);

  /// Where good ratios lie.
  public enum Comparison {
    AT_LEAST,
    AT_MOST,
    ANYWHERE
  }

  public static Aim atLeast(double limit) {
    return new Aim(Comparison.AT_LEAST, limit);
  }

  public static Aim atMost(double limit) {
    return new Aim(Comparison.AT_MOST, limit);
  }

  boolean isMetBy(double ratio) {
    return switch (comparison) {
      case AT_LEAST -> ratio >= limit;
      case AT_MOST -> ratio <= limit;
      case ANYWHERE -> true;
    };
  }

  /// As people write it: `>= 0.7`.
  @Override
  public String toString() {
    return switch (comparison) {
      case AT_LEAST -> ">= " + limit;
      case AT_MOST -> "<= " + limit;
      case ANYWHERE -> "none";
    };
  }
}
