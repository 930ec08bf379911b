package org.rollbook.runtime.view;

import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.StreamPartitioner;

/// A partitioner for Kafka Streams that looks at the key only.
///
/// @param partitionOf the partition of a key, given how many partitions there are
public record KeyPartitioner<K, V>(ToIntBiFunction<K, Integer> partitionOf)
    implements StreamPartitioner<K, V> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, K key, V value, Headers headers, int partitions) {
    return Optional.of(Set.of(partitionOf.applyAsInt(key, partitions)));
  }

  /// Abstract until Kafka removes it, so it must be implemented here (KIP-1326).
  @Override
  @SuppressWarnings("removal")
  public Optional<Set<Integer>> partitions(String topic, K key, V value, int partitions) {
    return Optional.of(Set.of(partitionOf.applyAsInt(key, partitions)));
  }
}
