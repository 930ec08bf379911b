/// Counts what was answered during a drill, and says whether that will do.
@NullMarked
package org.rollbook.chaos.account;

import org.jspecify.annotations.NullMarked;
