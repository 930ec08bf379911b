@NullMarked
package org.rollbook.bridge.stream;

import org.jspecify.annotations.NullMarked;
