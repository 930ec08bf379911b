package org.rollbook.runtime.ingest;

import org.rollbook.runtime.watermark.JournaledPositions;

/// What the journals have recorded about the source topics.
@FunctionalInterface
interface JournaledSources {

  /// Looks it up, which takes a moment.
  ///
  /// @throws org.apache.kafka.common.KafkaException if the broker does not answer
  JournaledPositions read();
}
