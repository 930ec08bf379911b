/// The settings of the local stack, and the checks before anything starts.
@NullMarked
package org.rollbook.local.settings;

import org.jspecify.annotations.NullMarked;
