package org.rollbook.reconciler.report;

import java.util.Map;

/// What was found in a table on one day, or on several.
///
/// @param wholePasses that compared the whole table
/// @param failedPasses that did not
/// @param rows of the table, the most that a pass has counted
/// @param missing rows that drifted because the view lacked them
/// @param different rows that drifted because they differed
/// @param absent rows that drifted because the table lacked them
/// @param dismissed suspicions that were wrong
/// @param published readings
public record DayFigures(
    long wholePasses,
    long failedPasses,
    long rows,
    long missing,
    long different,
    long absent,
    long dismissed,
    long published) {

  public static final DayFigures NONE = new DayFigures(0, 0, 0, 0, 0, 0, 0, 0);

  private static final double MILLION = 1e6;

  /// What a pass adds.
  public static DayFigures of(PassReport pass) {
    return new DayFigures(
        pass.isWhole() ? 1 : 0,
        pass.isWhole() ? 0 : 1,
        pass.isWhole() ? pass.figures().rows() : 0,
        0,
        0,
        0,
        0,
        pass.figures().published());
  }

  /// What judged suspicions add.
  ///
  /// @param drifted how many were right, by kind
  /// @param dismissed how many were wrong
  public static DayFigures of(Map<DriftKind, Long> drifted, long dismissed) {
    return new DayFigures(
        0,
        0,
        0,
        drifted.getOrDefault(DriftKind.MISSING, 0L),
        drifted.getOrDefault(DriftKind.DIFFERENT, 0L),
        drifted.getOrDefault(DriftKind.ABSENT, 0L),
        dismissed,
        0);
  }

  /// What readings add that no pass has published.
  public static DayFigures published(long readings) {
    return new DayFigures(0, 0, 0, 0, 0, 0, 0, readings);
  }

  public DayFigures plus(DayFigures other) {
    return new DayFigures(
        wholePasses + other.wholePasses,
        failedPasses + other.failedPasses,
        Math.max(rows, other.rows),
        missing + other.missing,
        different + other.different,
        absent + other.absent,
        dismissed + other.dismissed,
        published + other.published);
  }

  public long drifted(DriftKind kind) {
    return switch (kind) {
      case MISSING -> missing;
      case DIFFERENT -> different;
      case ABSENT -> absent;
    };
  }

  /// How many rows of a million drifted; 0 before the first whole pass.
  public double perMillion(DriftKind kind) {
    return rows == 0 ? 0 : drifted(kind) * MILLION / rows;
  }
}
