package org.rollbook.benchmark.freshness;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.benchmark.site.OurSite;

/// Sees events on their topic as early as possible: no group, no transactions, no decoding.
final class PlainConsumer implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
  private final Consumer<byte[], byte[]> kafka;
  private final Thread thread;
  private volatile boolean ended;

  /// Starts at the end of the topic.
  PlainConsumer(OurSite site) {
    kafka =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", site.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    String topic = site.topic(Campuses.TOPIC);
    List<TopicPartition> partitions =
        kafka.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    kafka.assign(partitions);
    kafka.seekToEnd(partitions);
    partitions.forEach(kafka::position);
    thread = Thread.ofPlatform().name("plain-consumer").start(this::consume);
  }

  /// When it sees an event, by [System#nanoTime].
  ///
  /// @param eventId which must be given before the event is sent
  CompletableFuture<Long> awaiting(String eventId) {
    return awaited.computeIfAbsent(eventId, id -> new CompletableFuture<>());
  }

  private void consume() {
    try (kafka) {
      while (!ended) {
        kafka.poll(POLL).forEach(this::see);
      }
    }
  }

  private void see(ConsumerRecord<byte[], byte[]> message) {
    var id = new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.US_ASCII);
    CompletableFuture<Long> waiting = awaited.remove(id);
    if (waiting != null) {
      waiting.complete(System.nanoTime());
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
