@NullMarked
package org.rollbook.bridge;

import org.jspecify.annotations.NullMarked;
