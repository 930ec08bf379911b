package org.rollbook.chaos.account;

import java.util.Map;

/// Results to judge and to show.
final class TestResults {

  private TestResults() {}

  static DrillResult good() {
    return new DrillResult(
        "enrollments/kill",
        120_000,
        0,
        0,
        0,
        0,
        0,
        Map.of("not-ready", 100L, "no-answer", 20L),
        Map.of("i2", 12L),
        1_200,
        4_321,
        7_000);
  }

  /// With another number in one column, counted from the reads on.
  static DrillResult with(int column, long number) {
    long[] columns = {120_000, 0, 0, 0, 0, 0, 100, 1_200};
    columns[column] = number;
    return new DrillResult(
        "enrollments/kill",
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        columns[5],
        Map.of("not-ready", columns[6]),
        Map.of(),
        columns[7],
        4_321,
        7_000);
  }
}
