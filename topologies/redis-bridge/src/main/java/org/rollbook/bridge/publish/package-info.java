/// The messages that are made of the entries of streams.
@NullMarked
package org.rollbook.bridge.publish;

import org.jspecify.annotations.NullMarked;
