@NullMarked
package org.rollbook.runtime.rejected;

import org.jspecify.annotations.NullMarked;
