/// Typed inputs and outputs for Kafka Streams' topology test driver.
@NullMarked
package org.rollbook.testkit.streams;

import org.jspecify.annotations.NullMarked;
