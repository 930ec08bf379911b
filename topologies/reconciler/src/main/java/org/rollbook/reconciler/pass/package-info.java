/// Passes: a table compared with a view, from its first row to its last.
@NullMarked
package org.rollbook.reconciler.pass;

import org.jspecify.annotations.NullMarked;
