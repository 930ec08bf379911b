/// Which time it is: how much passes here, and what the broker's clock says.
@NullMarked
package org.rollbook.runtime.time;

import org.jspecify.annotations.NullMarked;
