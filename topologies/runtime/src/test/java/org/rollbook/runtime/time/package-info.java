@NullMarked
package org.rollbook.runtime.time;

import org.jspecify.annotations.NullMarked;
