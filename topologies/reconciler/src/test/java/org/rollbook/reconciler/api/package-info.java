/// The pages of the reconciler.
@NullMarked
package org.rollbook.reconciler.api;

import org.jspecify.annotations.NullMarked;
