package org.rollbook.runtime.ingest;

import org.rollbook.runtime.watermark.JournaledPositions;

/// Whoever knows what the journals say of the source topics.
@FunctionalInterface
interface JournalMemory {

  /// Looks it up, which takes a moment.
  ///
  /// @throws org.apache.kafka.common.KafkaException if the broker does not answer
  JournaledPositions read();
}
