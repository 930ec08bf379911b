package org.rollbook.enrollments.domain;

/// How many learners have an enrollment of one mode.
///
/// @param active those enrolled now
/// @param total those and the ones who left
public record ModeCount(long active, long total) {

  static final ModeCount NONE = new ModeCount(0, 0);

  public ModeCount {
    if (active < 0 || total < active) {
      throw new IllegalArgumentException("not a count: " + active + " active of " + total);
    }
  }

  ModeCount plus(ModeCount other) {
    return new ModeCount(active + other.active, total + other.total);
  }

  ModeCount plus(Enrollment enrollment) {
    return new ModeCount(active + (enrollment.active() ? 1 : 0), total + 1);
  }

  ModeCount minus(Enrollment enrollment) {
    return new ModeCount(active - (enrollment.active() ? 1 : 0), total - 1);
  }
}
