package org.rollbook.benchmark.measure;

/// What a ratio should be.
///
/// @param limit the ratio that is just good enough
public record Aim(Side side, double limit) {

  /// Told, with nothing that it should be.
  public static final Aim NONE = new Aim(Side.ANYWHERE, 0);

  /// Beside another build of ours: not slower than it, but for what rounds differ by.
  public static final Aim AS_FAST_AS_BASELINE = atLeast(0.97);

  /// Where good ratios lie.
  public enum Side {
    AT_LEAST,
    AT_MOST,
    ANYWHERE
  }

  public static Aim atLeast(double limit) {
    return new Aim(Side.AT_LEAST, limit);
  }

  public static Aim atMost(double limit) {
    return new Aim(Side.AT_MOST, limit);
  }

  boolean isMetBy(double ratio) {
    return switch (side) {
      case AT_LEAST -> ratio >= limit;
      case AT_MOST -> ratio <= limit;
      case ANYWHERE -> true;
    };
  }

  /// As people write it: `>= 0.7`.
  @Override
  public String toString() {
    return switch (side) {
      case AT_LEAST -> ">= " + limit;
      case AT_MOST -> "<= " + limit;
      case ANYWHERE -> "none";
    };
  }
}
