package org.rollbook.reconciler.settings;

/// What is done about differences.
public enum Mode {
  /// They are counted and shown.
  REPORT,
  /// What the LMS has is published as well, and a whole pass makes a view complete.
  REPAIR
}
