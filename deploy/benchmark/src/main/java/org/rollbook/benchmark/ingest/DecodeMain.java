package org.rollbook.benchmark.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Decodes every message and drops it. It has read the topic once before, outside of its group:
/// decoding is so fast that otherwise mostly code that is not compiled yet would be measured.
public final class DecodeMain {

  private static final Duration POLL = Duration.ofMillis(100);

  private DecodeMain() {}

  /// Runs until it is killed.
  ///
  /// @param arguments the group, the broker, the registry, and the inbound topic
  public static void main(String[] arguments) {
    var decoding = Decoding.with(arguments[2]);
    var settings = new HashMap<String, Object>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[1]);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (var warming = consumer(settings)) {
      readOnce(warming, arguments[3], decoding);
    }
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, arguments[0]);
    settings.put(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, 100);
    try (var consumer = consumer(settings)) {
      consumer.subscribe(List.of(arguments[3]));
      while (true) {
        decodeSome(consumer, decoding);
      }
    }
  }

  private static void readOnce(Consumer<byte[], byte[]> consumer, String topic, Decoding decoding) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      decodeSome(consumer, decoding);
    }
  }

  private static void decodeSome(Consumer<byte[], byte[]> consumer, Decoding decoding) {
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
      if (decoding.enrollment(message.value()).mode().isEmpty()) {
        throw new IllegalStateException("no mode at offset " + message.offset());
      }
    }
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
