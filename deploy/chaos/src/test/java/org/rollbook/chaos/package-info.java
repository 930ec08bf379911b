@NullMarked
package org.rollbook.chaos;

import org.jspecify.annotations.NullMarked;
