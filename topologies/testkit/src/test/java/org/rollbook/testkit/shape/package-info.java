@NullMarked
package org.rollbook.testkit.shape;

import org.jspecify.annotations.NullMarked;
