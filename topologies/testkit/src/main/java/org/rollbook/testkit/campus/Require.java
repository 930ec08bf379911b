package org.rollbook.testkit.campus;

/// Rejects settings that are out of bounds, with their names.
final class Require {

  private Require() {}

  static void within(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d: %d".formatted(setting, least, most, value));
    }
  }

  /// Not a number is out of all bounds.
  static void within(String setting, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s: %s".formatted(setting, least, most, value));
    }
  }
}
