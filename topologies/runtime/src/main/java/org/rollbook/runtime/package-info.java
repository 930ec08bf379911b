@NullMarked
package org.rollbook.runtime;

import org.jspecify.annotations.NullMarked;
