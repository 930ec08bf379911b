/// Tests of the settings.
@NullMarked
package org.rollbook.reconciler.settings;

import org.jspecify.annotations.NullMarked;
