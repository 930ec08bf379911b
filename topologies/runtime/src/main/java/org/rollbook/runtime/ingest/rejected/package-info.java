/// Recent dead letters of this topology's sources, so that a client that waits for a rejected event
/// is informed at once.
@NullMarked
package org.rollbook.runtime.ingest.rejected;

import org.jspecify.annotations.NullMarked;
