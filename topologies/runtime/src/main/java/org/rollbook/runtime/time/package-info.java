/// Time: how much of it passes here, and the time by the broker's clock.
@NullMarked
package org.rollbook.runtime.time;

import org.jspecify.annotations.NullMarked;
