/// What was read of a stream, and what was lost.
@NullMarked
package org.rollbook.bridge.stream;

import org.jspecify.annotations.NullMarked;
