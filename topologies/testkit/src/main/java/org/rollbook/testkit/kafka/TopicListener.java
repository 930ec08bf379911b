package org.rollbook.testkit.kafka;

import static java.util.Collections.synchronizedList;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A subscriber of derived topics on the shared broker that runs during a test, and remembers each
/// row in the order in which it received them.
public final class TopicListener implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final IsolationLevel isolation;
  private final List<TopicPartition> partitions;
  private final List<Row> received = synchronizedList(new ArrayList<>());
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean listening = true;

  private TopicListener(IsolationLevel isolation, List<TopicPartition> partitions) {
    this.isolation = isolation;
    this.partitions = partitions;
    thread = Thread.ofPlatform().name("listener-" + isolation).daemon().unstarted(this::listen);
  }

  /// Starts to read from the beginning.
  public static TopicListener start(IsolationLevel isolation, List<TopicPartition> partitions) {
    var listener = new TopicListener(isolation, partitions);
    listener.thread.start();
    return listener;
  }

  /// The rows that it has received so far.
  public List<Row> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  public int count() {
    return received.size();
  }

  /// Whether it has received everything below these offsets that its isolation level lets it see.
  public boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  @Override
  public void close() {
    listening = false;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                SharedKafka.broker().bootstrapServers(),
                "isolation.level",
                isolation.toString()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (listening) {
        consumer.poll(POLL).forEach(message -> received.add(Row.of(message)));
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
      }
    }
  }

  /// A record and its position.
  ///
  /// @param id the value of `ce_id`
  /// @param payload the value's bytes in hexadecimal
  public record Row(String topic, int partition, long offset, String id, String payload) {

    public static Row of(ConsumerRecord<byte[], byte[]> message) {
      return new Row(
          message.topic(),
          message.partition(),
          message.offset(),
          new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8),
          HexFormat.of().formatHex(message.value()));
    }
  }
}
