package org.rollbook.runtime.ingest.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.avro.RememberedSchemas;
import org.rollbook.model.avro.SchemaMemory;
import org.rollbook.model.topic.SchemaTopic;
import org.rollbook.runtime.settings.KafkaSettings;
import org.rollbook.runtime.settings.Settings;

/// The schema ids that the site has seen, in the [topic][SchemaTopic] that all its instances share.
///
/// The topic is read only when this instance meets an id that it does not know yet, and written
/// when the registry returns one that no instance has seen. Both are rare, and both wait for the
/// broker for some seconds at most. What several instances write at once is the same. Thread-safe.
public final class SiteSchemas implements SchemaMemory, AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  /// Enough for the largest topic that there can be.
  private static final Duration READING = Duration.ofSeconds(30);

  private final KafkaSettings kafka;
  private final String bootstrapServers;
  private final String clientId;
  private final TopicPartition partition;
  private final RememberedSchemas remembered = new RememberedSchemas();
  private @Nullable Consumer<byte[], byte[]> consumer;

  public SiteSchemas(Settings settings) {
    this(
        settings.kafka(),
        settings.bootstrapServers(),
        settings.applicationId() + "-schemas",
        SchemaTopic.nameIn(settings.topicPrefix()));
  }

  /// @param topic its full name
  public SiteSchemas(KafkaSettings kafka, String bootstrapServers, String clientId, String topic) {
    this.kafka = kafka;
    this.bootstrapServers = bootstrapServers;
    this.clientId = clientId;
    this.partition = new TopicPartition(topic, SchemaTopic.PARTITION);
  }

  @Override
  public synchronized void catchUp() throws IOException {
    try {
      readUpTo(end());
    } catch (KafkaException notNow) {
      throw new IOException("topic " + partition.topic() + ": " + notNow.getMessage(), notNow);
    }
  }

  private long end() {
    return consumer().endOffsets(Set.of(partition), ANSWER).getOrDefault(partition, 0L);
  }

  private void readUpTo(long end) throws IOException {
    long deadline = System.nanoTime() + READING.toNanos();
    while (consumer().position(partition, ANSWER) < end) {
      consumer().poll(POLL).forEach(this::read);
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("topic " + partition.topic() + " could not be read in time");
      }
    }
  }

  /// A record that is not ours is ignored; the registry is asked instead.
  private void read(ConsumerRecord<byte[], byte[]> message) {
    idOf(message.key())
        .filter(_ -> message.value() != null)
        .ifPresent(id -> remembered.put(id, new String(message.value(), UTF_8)));
  }

  private static Optional<Integer> idOf(byte @Nullable [] key) {
    return Optional.ofNullable(key)
        .map(bytes -> new String(bytes, UTF_8))
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Integer::valueOf);
  }

  @Override
  public Optional<Schema> get(int id) {
    return remembered.get(id);
  }

  @Override
  public Stream<Integer> ids() {
    return remembered.ids();
  }

  @Override
  public Optional<Integer> idOf(Schema schema) {
    return remembered.idOf(schema);
  }

  @Override
  public synchronized void put(int id, Schema schema) throws IOException {
    var message =
        new ProducerRecord<>(
            partition.topic(),
            partition.partition(),
            Integer.toString(id).getBytes(UTF_8),
            schema.toString().getBytes(UTF_8));
    try (var producer = producer()) {
      producer.send(message).get();
    } catch (KafkaException | ExecutionException refused) {
      throw new IOException("topic " + partition.topic() + ": " + refused.getMessage(), refused);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing", stopping);
    }
    remembered.put(id, schema);
  }

  @Override
  public synchronized void close() {
    if (consumer != null) {
      consumer.close();
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    if (consumer == null) {
      var config = new TreeMap<String, Object>();
      config.putAll(kafka.forClient("consumer", ConsumerConfig.configNames()));
      config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
      config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
      config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
      config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
      config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
      config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
      var bytes = new ByteArrayDeserializer();
      consumer = new KafkaConsumer<>(config, bytes, bytes);
      consumer.assign(Set.of(partition));
    }
    return consumer;
  }

  /// For one record: there are some dozens in the life of a site.
  private KafkaProducer<byte[], byte[]> producer() {
    var config = new TreeMap<String, Object>();
    config.putAll(kafka.forClient("producer", ProducerConfig.configNames()));
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    for (var limit :
        Map.of(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ANSWER.multipliedBy(2))
            .entrySet()) {
      config.put(limit.getKey(), Math.toIntExact(limit.getValue().toMillis()));
    }
    var bytes = new ByteArraySerializer();
    return new KafkaProducer<>(config, bytes, bytes);
  }
}
