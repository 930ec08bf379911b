/// Holds a topology to what is deployed of it: a lock file beside it, and a verdict on each change.
@NullMarked
package org.rollbook.guard;

import org.jspecify.annotations.NullMarked;
