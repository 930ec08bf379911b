package org.rollbook.testkit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.rollbook.testkit.TimeLimit;

/// Topics, and records as raw bytes, of any broker. Thread-safe.
public final class BrokerClient implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final String bootstrapServers;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;

  public BrokerClient(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    // Without idempotence: such a producer can lose its first batch to a topic that was just
    // created (KAFKA-15591). With one request at a time the order is kept all the same.
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                false,
                "max.in.flight.requests.per.connection",
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public Admin admin() {
    return admin;
  }

  /// Creates a topic and waits until every partition has a leader.
  public void createTopic(String topic, int partitions, Map<String, String> settings) {
    var request = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings);
    result(admin.createTopics(List.of(request)).all());
    long deadline = System.nanoTime() + TimeLimit.AMPLE.toNanos();
    while (!isLed(topic, partitions)) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException("no leaders for topic " + topic);
      }
    }
  }

  public void createTopic(String topic, int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  /// The names of all topics except Kafka's own.
  public Set<String> topics() {
    return result(admin.listTopics().names());
  }

  /// Sends one record and waits until it is written.
  public RecordMetadata send(ProducerRecord<byte[], byte[]> message) {
    return result(producer.send(message));
  }

  /// Sends records in order and waits until all are written.
  public List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> messages) {
    List<Future<RecordMetadata>> sent = messages.stream().map(producer::send).toList();
    return sent.stream().map(BrokerClient::result).toList();
  }

  /// All records of a topic now, by partition and offset, including aborted and unfinished
  /// transactions.
  ///
  /// @throws UnknownTopicOrPartitionException if there is no such topic
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    return records(topic, IsolationLevel.READ_UNCOMMITTED);
  }

  /// All records of a topic now that a consumer of this isolation level may see, by partition and
  /// offset.
  public List<ConsumerRecord<byte[], byte[]>> records(String topic, IsolationLevel isolation) {
    try (var consumer = consumer(isolation)) {
      List<TopicPartition> partitions =
          partitions(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return readUpTo(consumer.endOffsets(partitions, TimeLimit.AMPLE), consumer);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }

  private static List<ConsumerRecord<byte[], byte[]>> readUpTo(
      Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    long deadline = System.nanoTime() + TimeLimit.AMPLE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(records::add);
      if (System.nanoTime() > deadline) {
        throw new KafkaException("read " + records.size() + " records, not up to " + ends);
      }
    }
    records.removeIf(
        message ->
            message.offset()
                >= ends.getOrDefault(
                    new TopicPartition(message.topic(), message.partition()), Long.MAX_VALUE));
    records.sort(
        Comparator.<ConsumerRecord<?, ?>>comparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset));
    return List.copyOf(records);
  }

  private List<TopicPartitionInfo> partitions(String topic) {
    return result(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
        .map(TopicDescription::partitions)
        .flatMap(List::stream)
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer(IsolationLevel isolation) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            isolation.toString(),
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private boolean isLed(String topic, int partitions) {
    try {
      List<TopicPartitionInfo> all = partitions(topic);
      return all.size() == partitions && all.stream().allMatch(BrokerClient::isLed);
    } catch (UnknownTopicOrPartitionException notYet) {
      return false;
    }
  }

  private static boolean isLed(TopicPartitionInfo partition) {
    return Optional.ofNullable(partition.leader()).filter(leader -> !leader.isEmpty()).isPresent();
  }

  /// The result of an operation of [#admin()].
  ///
  /// @throws KafkaException if it fails, or does not finish in time
  public static <T> T result(Future<T> future) {
    try {
      return future.get(TimeLimit.AMPLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e);
    } catch (TimeoutException e) {
      throw new KafkaException("no answer from the broker within " + TimeLimit.AMPLE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }
}
