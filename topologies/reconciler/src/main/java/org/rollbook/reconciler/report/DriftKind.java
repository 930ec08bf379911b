package org.rollbook.reconciler.report;

import java.util.Locale;

/// How a row of a view differs from the LMS's table.
public enum DriftKind {
  /// The table has it, and the view does not.
  MISSING,
  /// Both have it, and they differ.
  DIFFERENT,
  /// The view has it, and the table does not.
  ABSENT;

  /// As it is called in answers and metrics.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
