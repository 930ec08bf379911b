package org.rollbook.benchmark.measure;

/// The range in which a ratio should be.
public record Aim(double least, double most) {

  /// For a figure that is only reported, without an aim.
  public static final Aim NONE = new Aim(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /// For another build of ours: not slower than that, except for the variation between rounds.
  public static final Aim AS_FAST_AS_BASELINE = atLeast(0.97);

  public static Aim atLeast(double limit) {
    return new Aim(limit, Double.POSITIVE_INFINITY);
  }

  public static Aim atMost(double limit) {
    return new Aim(Double.NEGATIVE_INFINITY, limit);
  }

  boolean isMetBy(double ratio) {
    return equals(NONE) || (ratio >= least && ratio <= most);
  }

  /// As people write it: `>= 0.7`.
  @Override
  public String toString() {
    if (equals(NONE)) {
      return "none";
    }
    return most == Double.POSITIVE_INFINITY ? ">= " + least : "<= " + most;
  }
}
