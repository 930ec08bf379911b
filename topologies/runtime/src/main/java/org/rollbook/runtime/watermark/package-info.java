/// Watermarks, which carry through the journals how far the source topics were read, and the as-of
/// time that a view computes from them. Pure values: no clock, no Kafka.
@NullMarked
package org.rollbook.runtime.watermark;

import org.jspecify.annotations.NullMarked;
