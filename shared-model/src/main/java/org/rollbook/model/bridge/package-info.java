/// How far the streams of a Redis event bus have been published to Kafka.
@NullMarked
package org.rollbook.model.bridge;

import org.jspecify.annotations.NullMarked;
