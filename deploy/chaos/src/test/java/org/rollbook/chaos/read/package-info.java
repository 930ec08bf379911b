@NullMarked
package org.rollbook.chaos.read;

import org.jspecify.annotations.NullMarked;
