package org.rollbook.runtime.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// The leader epoch of each message, so that a committed offset carries it.
///
/// Only with the epoch can the broker detect for a reader that the log was cut below the offset and
/// has grown beyond it again since (KIP-320). Used by the ingest thread only.
final class LeaderEpochs {

  /// For each partition, the first offset that was read of each epoch.
  private final Map<TopicPartition, TreeMap<Long, Optional<Integer>>> epochs = new HashMap<>();

  void read(ConsumerRecord<?, ?> message) {
    var known =
        epochs.computeIfAbsent(
            new TopicPartition(message.topic(), message.partition()), _ -> new TreeMap<>());
    var newest = known.floorEntry(message.offset());
    if (newest == null || !newest.getValue().equals(message.leaderEpoch())) {
      known.put(message.offset(), message.leaderEpoch());
    }
  }

  /// The offset to commit when everything below it is done; empty if nothing below it was read
  /// here, since it is committed already then.
  Optional<OffsetAndMetadata> committable(TopicPartition partition, long offset) {
    var known = epochs.getOrDefault(partition, new TreeMap<>());
    var last = known.lowerEntry(offset);
    if (last == null) {
      return Optional.empty();
    }
    known.headMap(last.getKey(), false).clear();
    return Optional.of(new OffsetAndMetadata(offset, last.getValue(), ""));
  }

  void drop(Collection<TopicPartition> partitions) {
    epochs.keySet().removeAll(partitions);
  }
}
