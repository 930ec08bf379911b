package org.rollbook.runtime.view.streams;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The consumer that fills Kafka Streams' stores from their changelogs, and reports damaged stores.
///
/// Kafka Streams discards and restores a store that it fills in one case only: the consumer's
/// offset is out of range. (A store that throws `TaskCorruptedException` while it is filled ends
/// the thread that fills all of them: 4.4.0, `DefaultStateUpdater`.) So this reports a damaged
/// store as an offset out of range.
final class RestoreConsumer extends KafkaConsumer<byte[], byte[]> {

  private final Predicate<TopicPartition> isDamaged;

  /// @param isDamaged whether the store of a changelog partition that is open here is damaged
  RestoreConsumer(Map<String, Object> config, Predicate<TopicPartition> isDamaged) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.isDamaged = isDamaged;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    Map<TopicPartition, Long> damaged =
        assignment().stream()
            .filter(isDamaged)
            .collect(Collectors.toMap(Function.identity(), _ -> 0L));
    if (!damaged.isEmpty()) {
      throw new OffsetOutOfRangeException("The stores of these are damaged", damaged);
    }
    return super.poll(timeout);
  }
}
