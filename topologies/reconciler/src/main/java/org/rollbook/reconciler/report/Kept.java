package org.rollbook.reconciler.report;

/// What outlasts the process that found it.
public sealed interface Kept permits PassProgress, PassReport, DayReport, KnownFinding {

  /// The table that it is about.
  String table();
}
