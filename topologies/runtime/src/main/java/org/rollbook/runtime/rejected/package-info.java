/// Recent dead letters of this topology's sources, so that whoever waits for an event that was
/// rejected is told at once.
@NullMarked
package org.rollbook.runtime.rejected;

import org.jspecify.annotations.NullMarked;
