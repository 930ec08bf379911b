package org.rollbook.benchmark.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.rollbook.benchmark.site.RawConsumer;

/// Sees events on their topic as early as possible: no group, no transactions, no decoding.
final class PlainConsumer implements AutoCloseable {

  private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
  private final KafkaConsumer<byte[], byte[]> kafka;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private volatile boolean ended;

  /// Starts at the end of a topic.
  PlainConsumer(String broker, String topic) {
    kafka = RawConsumer.of(broker, Map.of());
    var partitions = RawConsumer.assign(kafka, List.of(topic));
    kafka.seekToEnd(partitions);
    partitions.forEach(kafka::position);
    thread.execute(this::consume);
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
        kafka.poll(RawConsumer.POLL).forEach(this::see);
      }
    }
  }

  private void see(ConsumerRecord<byte[], byte[]> message) {
    var id = new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.US_ASCII);
    Optional.ofNullable(awaited.remove(id))
        .ifPresent(waiting -> waiting.complete(System.nanoTime()));
  }

  @Override
  public void close() {
    ended = true;
    thread.close();
  }
}
