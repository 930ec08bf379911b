/// Holds a topology to the shape that was committed for it.
@NullMarked
package org.rollbook.testkit.shape;

import org.jspecify.annotations.NullMarked;
