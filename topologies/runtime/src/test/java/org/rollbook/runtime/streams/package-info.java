@NullMarked
package org.rollbook.runtime.streams;

import org.jspecify.annotations.NullMarked;
