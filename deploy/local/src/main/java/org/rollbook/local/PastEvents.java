package org.rollbook.local;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rollbook.testkit.campus.OpenEdxDeserializer;
import org.rollbook.testkit.campus.Truth;

/// What earlier runs on a kept data folder left on the bus: the views still know it, so the truth
/// has to.
final class PastEvents {

  private static final Duration POLL = Duration.ofMillis(200);

  private PastEvents() {}

  /// Tells the truth all that the topics hold now.
  ///
  /// @param now when all of it is held
  static void tell(Truth truth, String bootstrapServers, Collection<String> topics, Instant now) {
    try (var consumer = consumer(bootstrapServers)) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (isBefore(ends, consumer)) {
        consumer.poll(POLL).forEach(message -> tell(truth, message, now));
      }
    }
  }

  private static void tell(Truth truth, ConsumerRecord<byte[], byte[]> message, Instant now) {
    try {
      truth.sending(OpenEdxDeserializer.said(message.headers(), message.value())).acknowledged(now);
    } catch (IllegalArgumentException | DateTimeException | AvroRuntimeException alien) {
      // Sent by the user, not by the campus: nobody here knows what is true of it.
    }
  }

  private static boolean isBefore(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private static Consumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
