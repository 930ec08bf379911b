package org.rollbook.reconciler.pass;

import org.rollbook.reconciler.lms.ComparedTable;
import org.rollbook.reconciler.lms.LmsDatabase;
import org.rollbook.reconciler.publish.ReadingPublisher;
import org.rollbook.reconciler.view.ViewClient;

/// All that comparing one table needs.
///
/// @param view that has the same rows
/// @param publisher of what the view lacks
/// @param findings that outlast a pass
/// @param <T> a row of the table
record TableContext<T>(
    ComparedTable<T> table,
    LmsDatabase database,
    ViewClient view,
    ReadingPublisher publisher,
    Findings findings,
    PassSettings settings) {}
