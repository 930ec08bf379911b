/// Tests of the reconciler.
@NullMarked
package org.rollbook.reconciler;

import org.jspecify.annotations.NullMarked;
