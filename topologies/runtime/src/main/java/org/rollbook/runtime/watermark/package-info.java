/// How far the source topics were read, as it travels through the journals, and the as-of time that
/// a view makes of it. Pure values: no clock, no Kafka.
@NullMarked
package org.rollbook.runtime.watermark;

import org.jspecify.annotations.NullMarked;
