/// What a view is made of: a journal partition is merged, row by row, into its stores, with an
/// as-of row in each of them.
///
/// ```
/// journal ─▶ merge ─▶ [rows] [history] [aggregates] ─▶ derived topic
/// ```
@NullMarked
package org.rollbook.runtime.view;

import org.jspecify.annotations.NullMarked;
