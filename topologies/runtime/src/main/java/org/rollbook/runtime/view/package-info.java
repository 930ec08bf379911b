/// What a view is made of: a journal partition is merged, row by row, into its stores, with an
/// as-of row beside the rows.
///
/// ```
/// journal ─▶ merge ─▶ [rows] [what is kept beside them] ─▶ derived topic
/// ```
@NullMarked
package org.rollbook.runtime.view;

import org.jspecify.annotations.NullMarked;
