/// Compares a topology with its deployed state: a lock file next to it, and a verdict on each
/// change.
@NullMarked
package org.rollbook.guard;

import org.jspecify.annotations.NullMarked;
