/// The log of the reconciler.
@NullMarked
package org.rollbook.reconciler.publish;

import org.jspecify.annotations.NullMarked;
