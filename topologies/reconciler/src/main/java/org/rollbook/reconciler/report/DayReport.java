package org.rollbook.reconciler.report;

import java.time.LocalDate;

/// What was found in a table on one day.
///
/// @param day in UTC
public record DayReport(String table, LocalDate day, DayFigures figures) implements Kept {

  /// How many days are kept, today included.
  public static final int DAYS = 30;

  /// Whether it is one of the last days.
  public boolean isKept(LocalDate today) {
    return day.isAfter(today.minusDays(DAYS));
  }

  public DayReport plus(DayFigures more) {
    return new DayReport(table, day, figures.plus(more));
  }
}
