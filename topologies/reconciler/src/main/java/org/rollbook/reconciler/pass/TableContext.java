package org.rollbook.reconciler.pass;

import java.util.function.BooleanSupplier;
import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.publish.ReadingPublisher;
import org.rollbook.reconciler.view.ViewClient;

/// All that comparing one table needs.
///
/// @param view that has the same rows
/// @param publisher of what the view lacks
/// @param findings that outlast a pass
/// @param works whether this instance is still the one that works
/// @param <T> a row of the table
record TableContext<T>(
    ComparedTable<T> table,
    LmsDatabase database,
    ViewClient view,
    ReadingPublisher publisher,
    Findings findings,
    PassSettings settings,
    BooleanSupplier works) {

  /// Must be called before whatever takes long.
  ///
  /// @throws LeaseLostException if another instance works now
  void requireLease() {
    if (!works.getAsBoolean()) {
      throw new LeaseLostException();
    }
  }
}
