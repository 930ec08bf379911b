package org.rollbook.runtime.ingest;

import org.apache.kafka.common.TopicPartition;
import org.rollbook.runtime.watermark.SourcePartition;

/// Converts between the partition types of Kafka's clients and of watermarks.
final class SourcePartitions {

  private SourcePartitions() {}

  static SourcePartition of(TopicPartition partition) {
    return new SourcePartition(partition.topic(), partition.partition());
  }

  static TopicPartition topicPartition(SourcePartition partition) {
    return new TopicPartition(partition.topic(), partition.partition());
  }
}
