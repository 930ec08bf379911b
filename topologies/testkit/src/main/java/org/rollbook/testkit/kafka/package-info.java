/// A Kafka broker in this JVM, and raw bytes into and out of any broker.
@NullMarked
package org.rollbook.testkit.kafka;

import org.jspecify.annotations.NullMarked;
