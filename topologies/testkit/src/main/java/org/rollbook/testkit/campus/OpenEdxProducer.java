package org.rollbook.testkit.campus;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.SourcePosition;

/// Publishes events to Kafka as the LMS does.
public final class OpenEdxProducer implements LmsProducer {

  /// The settings of librdkafka with the event bus's configuration: no idempotence, so a retry may
  /// repeat and reorder events. librdkafka would not wait for a missing topic, though; Java's
  /// client does, and here not for long.
  private static final Map<String, Object> SETTINGS =
      Map.of(
          ProducerConfig.CLIENT_ID_CONFIG,
          "lms",
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          false,
          ProducerConfig.LINGER_MS_CONFIG,
          5,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          300_000,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          10_000);

  private static final Duration TIME_TO_FINISH = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> kafka;
  private final OpenEdxSerializer serializer;
  private final Function<EventPayload, Truth.Sending> emitted;
  private final InstantSource clock;

  /// Publishes through a Kafka client, which it then owns.
  ///
  /// @param clock of the acknowledgements; the same clock as that of the bus's reader
  public OpenEdxProducer(
      Producer<byte[], byte[]> kafka,
      OpenEdxSerializer serializer,
      Truth truth,
      InstantSource clock) {
    this(kafka, serializer, truth::sending, clock);
  }

  private OpenEdxProducer(
      Producer<byte[], byte[]> kafka,
      OpenEdxSerializer serializer,
      Function<EventPayload, Truth.Sending> emitted,
      InstantSource clock) {
    this.kafka = kafka;
    this.serializer = serializer;
    this.emitted = emitted;
    this.clock = clock;
  }

  /// Publishes to a broker.
  public static OpenEdxProducer to(
      String bootstrapServers, OpenEdxSerializer serializer, Truth truth, InstantSource clock) {
    return new OpenEdxProducer(kafka(bootstrapServers), serializer, truth, clock);
  }

  /// Publishes to a broker without a truth, which takes no memory.
  public static OpenEdxProducer to(
      String bootstrapServers, OpenEdxSerializer serializer, InstantSource clock) {
    return new OpenEdxProducer(kafka(bootstrapServers), serializer, _ -> _ -> {}, clock);
  }

  /// Publishes an event, and returns as soon as it is sent.
  ///
  /// The result fails with an [UncheckedIOException] if the registry gives no id, and with a
  /// [KafkaException] if the broker does not accept the event. Like the real producer, this one
  /// then goes on.
  @Override
  public CompletableFuture<Acknowledgement> publish(Delivery publication) {
    var outcome = new CompletableFuture<Acknowledgement>();
    try {
      ProducedEvent event = serializer.produced(publication);
      var message = event.message(kafka.partitionsFor(event.topic()).size());
      var sending = emitted.apply(event.payload());
      Instant sentAt = clock.instant();
      var _ =
          kafka.send(
              message, (metadata, failure) -> finish(outcome, sending, sentAt, metadata, failure));
    } catch (UncheckedIOException | KafkaException e) {
      outcome.completeExceptionally(e);
    }
    return outcome;
  }

  @Override
  public List<Acknowledgement> publishAll(Collection<Delivery> publications) {
    var outcomes = publications.stream().map(this::publish).toList();
    kafka.flush();
    return outcomes.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    kafka.close(TIME_TO_FINISH);
  }

  private void finish(
      CompletableFuture<Acknowledgement> outcome,
      Truth.Sending sending,
      Instant sentAt,
      RecordMetadata metadata,
      @Nullable Exception failure) {
    if (failure != null) {
      outcome.completeExceptionally(failure);
      return;
    }
    Instant now = clock.instant();
    sending.acknowledged(now);
    var position = new SourcePosition(metadata.topic(), metadata.partition(), metadata.offset());
    outcome.complete(new Acknowledgement(Optional.of(position), sentAt, now));
  }

  private static Producer<byte[], byte[]> kafka(String bootstrapServers) {
    var settings = new HashMap<>(SETTINGS);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
