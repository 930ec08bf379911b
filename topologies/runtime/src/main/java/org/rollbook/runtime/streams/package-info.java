/// Kafka Streams as every topology uses it: one builder factory, one configuration, bounded memory,
/// one lifecycle.
@NullMarked
package org.rollbook.runtime.streams;

import org.jspecify.annotations.NullMarked;
