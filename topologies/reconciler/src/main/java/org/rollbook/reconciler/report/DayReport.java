package org.rollbook.reconciler.report;

import java.time.LocalDate;

/// What was found in a table on one day.
///
/// @param day in UTC
public record DayReport(String table, LocalDate day, DayFigures figures) implements Kept {

  public DayReport plus(DayFigures more) {
    return new DayReport(table, day, figures.plus(more));
  }
}
