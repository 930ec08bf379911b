/// The reconciler as a process, beside views, databases and a broker.
@NullMarked
package org.rollbook.reconciler.stack;

import org.jspecify.annotations.NullMarked;
