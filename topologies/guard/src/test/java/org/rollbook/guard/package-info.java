@NullMarked
package org.rollbook.guard;

import org.jspecify.annotations.NullMarked;
