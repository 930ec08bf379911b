/// The settings of the reconciler.
@NullMarked
package org.rollbook.reconciler.settings;

import org.jspecify.annotations.NullMarked;
