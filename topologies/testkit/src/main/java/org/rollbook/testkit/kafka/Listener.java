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

/// A subscriber of derived topics on the shared broker that is there while things happen, and
/// remembers each row in the order in which it was shown.
public final class Listener implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final IsolationLevel isolation;
  private final List<TopicPartition> partitions;
  private final List<Row> heard = synchronizedList(new ArrayList<>());
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean listening = true;

  private Listener(IsolationLevel isolation, List<TopicPartition> partitions) {
    this.isolation = isolation;
    this.partitions = partitions;
    thread = Thread.ofPlatform().name("listener-" + isolation).daemon().unstarted(this::listen);
  }

  /// Begins to listen from the beginning.
  public static Listener start(IsolationLevel isolation, List<TopicPartition> partitions) {
    var listener = new Listener(isolation, partitions);
    listener.thread.start();
    return listener;
  }

  /// What it was shown so far.
  public List<Row> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  public int count() {
    return heard.size();
  }

  /// Whether it was shown all below these offsets that is to be shown.
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
        consumer.poll(POLL).forEach(message -> heard.add(Row.of(message)));
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
      }
    }
  }

  /// A record, and where it stands.
  ///
  /// @param id what `ce_id` says
  /// @param said the value's bytes in hexadecimal
  public record Row(String topic, int partition, long offset, String id, String said) {

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
