package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A producer that acknowledges at once with the broker's time, or reports a failure as the real
/// one does.
final class RefusingProducer extends MockProducer<byte[], byte[]> {

  private final Clock broker;
  private Function<ProducerRecord<byte[], byte[]>, Optional<RuntimeException>> refusal =
      _ -> Optional.empty();

  RefusingProducer(Clock broker) {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    this.broker = broker;
  }

  /// Refuses those records for which there is a reason.
  void refuse(Function<ProducerRecord<byte[], byte[]>, Optional<RuntimeException>> reason) {
    refusal = reason;
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> message, Callback callback) {
    Optional<RuntimeException> reason = refusal.apply(message);
    if (reason.isEmpty()) {
      return super.send(
          message,
          (taken, failure) ->
              callback.onCompletion(failure == null ? stamped(taken) : taken, failure));
    }
    callback.onCompletion(null, reason.get());
    return CompletableFuture.failedFuture(reason.get());
  }

  private RecordMetadata stamped(RecordMetadata taken) {
    return new RecordMetadata(
        new TopicPartition(taken.topic(), taken.partition()),
        taken.offset(),
        0,
        broker.instant().toEpochMilli(),
        0,
        0);
  }
}
