package org.rollbook.runtime.ingest;

import org.apache.kafka.common.TopicPartition;
import org.rollbook.runtime.watermark.SourcePartition;

/// Partitions as Kafka's clients name them, and as watermarks do.
final class SourcePartitions {

  private SourcePartitions() {}

  static SourcePartition of(TopicPartition partition) {
    return new SourcePartition(partition.topic(), partition.partition());
  }

  static TopicPartition topicPartition(SourcePartition partition) {
    return new TopicPartition(partition.topic(), partition.partition());
  }
}
