/// Which instance bridges which streams.
@NullMarked
package org.rollbook.bridge.share;

import org.jspecify.annotations.NullMarked;
