/// Kafka Streams as every topology uses it: one builder factory, one configuration, bounded memory,
/// one lifecycle.
@NullMarked
package org.rollbook.runtime.view.streams;

import org.jspecify.annotations.NullMarked;
