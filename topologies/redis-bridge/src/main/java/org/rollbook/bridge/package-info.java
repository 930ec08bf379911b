/// Publishes the events of a Redis event bus to Kafka, as Open edX's Kafka producer would have.
@NullMarked
package org.rollbook.bridge;

import org.jspecify.annotations.NullMarked;
