@NullMarked
package org.rollbook.bridge.stack;

import org.jspecify.annotations.NullMarked;
