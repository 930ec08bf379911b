package org.rollbook.benchmark.restore;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads topics from their beginning to their end and keeps nothing, in a process of its own: the
/// fastest possible restore from them. Configured as Kafka Streams configures its own consumer.
public final class ChangelogReader {

  static final String READ = "Read all";

  private static final Duration POLL = Duration.ofMillis(100);

  /// The number of records that Kafka Streams takes at once.
  private static final int RECORDS = 1_000;

  private ChangelogReader() {}

  /// Reads, and prints the number of records and of bytes, how long that took, and how long ago the
  /// JVM started.
  ///
  /// @param arguments the broker, and the topics
  @SuppressWarnings("SystemOut") // Read by the process that started it.
  public static void main(String[] arguments) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                arguments[0],
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "max.poll.records",
                RECORDS),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          Arrays.stream(arguments)
              .skip(1)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      long begun = System.nanoTime();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long records = 0;
      long bytes = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        ConsumerRecords<byte[], byte[]> some = consumer.poll(POLL);
        records += some.count();
        for (ConsumerRecord<byte[], byte[]> one : some) {
          bytes += one.serializedKeySize() + one.serializedValueSize();
        }
      }
      System.out.printf(
          "%s %d %d %d %d%n",
          READ,
          records,
          bytes,
          System.nanoTime() - begun,
          ManagementFactory.getRuntimeMXBean().getUptime());
    }
  }
}
