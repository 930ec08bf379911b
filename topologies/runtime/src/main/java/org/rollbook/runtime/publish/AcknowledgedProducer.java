package org.rollbook.runtime.publish;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.settings.Settings;

/// A producer whose records count only once [#awaitAcknowledged] has returned.
///
/// Any thread may send; one waits.
public final class AcknowledgedProducer implements AutoCloseable {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final int LINGER_MS = 20;
  private static final int BATCH_BYTES = 128 << 10;

  private final Producer<byte[], byte[]> producer;
  private final Queue<KafkaException> failures = new ConcurrentLinkedQueue<>();

  public AcknowledgedProducer(Settings settings) {
    this(settings, Map.of());
  }

  /// @param defaults that the operator's settings override
  public AcknowledgedProducer(Settings settings, Map<String, Object> defaults) {
    producer = producer(settings, defaults);
  }

  private static Producer<byte[], byte[]> producer(
      Settings settings, Map<String, Object> defaults) {
    var config = new TreeMap<>(defaults);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.putAll(settings.kafka().forClient("producer", ProducerConfig.configNames()));
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ProducerConfig.CLIENT_ID_CONFIG, settings.applicationId());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// Sends a record.
  public void send(ProducerRecord<byte[], byte[]> message) {
    send(
        message,
        (_, failed) -> {
          if (failed != null) {
            failures.add(failed);
          }
        });
  }

  /// Sends a record, whose failure is the caller's to deal with.
  ///
  /// @param done receives where it was written, or why it was not, in the producer's thread
  public void send(
      ProducerRecord<byte[], byte[]> message,
      BiConsumer<RecordMetadata, @Nullable KafkaException> done) {
    var _ =
        producer.send(
            message,
            (written, failed) ->
                done.accept(
                    written,
                    failed == null || failed instanceof KafkaException
                        ? (KafkaException) failed
                        : new KafkaException(failed)));
  }

  /// Records that a record which the caller has sent failed for all.
  public void fail(KafkaException failed) {
    failures.add(failed);
  }

  /// Returns when the broker has taken or refused everything that was sent.
  public void flush() {
    producer.flush();
  }

  /// Returns when the broker has everything that was sent.
  ///
  /// @throws KafkaException if it has not taken something
  public void awaitAcknowledged() {
    producer.flush();
    KafkaException failed = failures.poll();
    if (failed != null) {
      failures.clear();
      throw failed;
    }
  }

  /// Sends a record, and returns where it was written.
  ///
  /// @throws KafkaException if it was not
  public RecordMetadata write(ProducerRecord<byte[], byte[]> message) throws InterruptedException {
    try {
      return producer.send(message).get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof KafkaException known
          ? known
          : new KafkaException(failed.getCause());
    }
  }

  /// How many partitions a topic has.
  public int partitionsOf(String topic) {
    return producer.partitionsFor(topic).size();
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
