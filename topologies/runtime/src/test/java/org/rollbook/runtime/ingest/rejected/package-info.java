@NullMarked
package org.rollbook.runtime.ingest.rejected;

import org.jspecify.annotations.NullMarked;
