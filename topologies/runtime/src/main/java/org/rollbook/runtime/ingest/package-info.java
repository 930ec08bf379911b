/// From Open edX's topics to our journals: reads, dispatches, decodes, rejects, writes, and reports
/// its progress in watermarks. A plain consumer and producer, at-least-once, because it must be
/// able to pause.
@NullMarked
package org.rollbook.runtime.ingest;

import org.jspecify.annotations.NullMarked;
