/// What writing costs: from a full inbound topic to the last row of all views.
@NullMarked
package org.rollbook.benchmark.ingest;

import org.jspecify.annotations.NullMarked;
