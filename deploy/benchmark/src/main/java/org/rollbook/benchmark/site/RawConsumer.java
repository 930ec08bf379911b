package org.rollbook.benchmark.site;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Consumers of messages as bytes, as the programs use them that Rollbook is compared with.
public final class RawConsumer {

  public static final Duration POLL = Duration.ofMillis(100);

  private RawConsumer() {}

  /// A consumer that begins at the beginning.
  ///
  /// @param settings besides that and the broker
  public static KafkaConsumer<byte[], byte[]> of(String broker, Map<String, Object> settings) {
    var all = new HashMap<>(settings);
    all.put("bootstrap.servers", broker);
    all.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// Assigns all partitions of topics.
  public static List<TopicPartition> assign(
      KafkaConsumer<byte[], byte[]> consumer, List<String> topics) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    return partitions;
  }

  /// Reads topics from their beginnings to their present ends.
  public static void readOnce(
      KafkaConsumer<byte[], byte[]> consumer,
      List<String> topics,
      Consumer<ConsumerRecord<byte[], byte[]>> action) {
    List<TopicPartition> partitions = assign(consumer, topics);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(action);
    }
  }
}
