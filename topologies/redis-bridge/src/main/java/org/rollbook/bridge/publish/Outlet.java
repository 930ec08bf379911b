package org.rollbook.bridge.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.rollbook.bridge.redis.StreamEntry;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.runtime.publish.AcknowledgedProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes entries, those that cannot be understood as dead letters. What was published counts
/// only once the producer has waited for all of it.
public final class Outlet {

  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

  /// Values up to this size are in their letters as they came. Kafka's own limit is a little more.
  private static final int LARGEST_WHOLE = 900_000;

  /// How much remains of a larger one: well below any limit that a broker may have.
  private static final int CUT_VALUE = 8 << 10;

  private static final int CUT_HEADER = 256;

  private final AcknowledgedProducer producer;
  private final Republisher republisher;
  private final String deadLetters;
  private final Outcomes outcomes;
  private final Clock clock;
  private final Queue<Runnable> tooLargeOnes = new ConcurrentLinkedQueue<>();

  /// Counts what became of entries.
  public interface Outcomes {

    void published(String stream);

    void skipped(String stream, String type);

    void rejected(String stream, RejectCause cause);
  }

  /// @param deadLetters the full name of their topic
  public Outlet(
      AcknowledgedProducer producer,
      Republisher republisher,
      String deadLetters,
      Outcomes outcomes,
      Clock clock) {
    this.producer = producer;
    this.republisher = republisher;
    this.deadLetters = deadLetters;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /// Publishes an entry.
  ///
  /// @throws RegistryUnavailableException if there is no id for a schema now
  public void publish(String stream, StreamEntry entry) {
    switch (republisher.outgoing(stream, entry)) {
      case Outgoing.Event(var message) -> {
        producer.send(message, (_, failed) -> sent(stream, entry, message, failed));
        outcomes.published(stream);
      }
      case Outgoing.Skipped(String type) -> outcomes.skipped(stream, type);
      case Outgoing.Rejected(Rejection why, var headers, var value) ->
          reject(stream, entry, why, headers, value);
    }
  }

  /// What no topic takes would be tried for ever.
  private void sent(
      String stream,
      StreamEntry entry,
      ProducerRecord<byte[], byte[]> message,
      @Nullable KafkaException failed) {
    switch (failed) {
      case null -> {}
      case RecordTooLargeException tooLarge ->
          tooLargeOnes.add(
              () ->
                  reject(
                      stream,
                      entry,
                      new Rejection(RejectCause.UNDECODABLE, String.valueOf(tooLarge.getMessage())),
                      Arrays.asList(message.headers().toArray()),
                      message.value()));
      default -> producer.fail(failed);
    }
  }

  /// Returns when the broker has everything that was published.
  ///
  /// @throws KafkaException if it has not taken something: all of it must be published again
  public void awaitAcknowledged() {
    producer.awaitAcknowledged();
    while (!tooLargeOnes.isEmpty()) {
      tooLargeOnes.remove().run();
      producer.awaitAcknowledged();
    }
  }

  private void reject(
      String stream,
      StreamEntry entry,
      Rejection why,
      List<Header> headers,
      byte @Nullable [] value) {
    Instant now = clock.instant();
    LOG.atWarn()
        .addKeyValue("stream", stream)
        .addKeyValue("entry", entry.id())
        .addKeyValue("cause", why.rejectCause().word())
        .addKeyValue("why", why.detail())
        .log("An entry is a dead letter");
    var all = new ArrayList<Header>();
    headers.stream()
        .filter(header -> header.value() == null || header.value().length <= CUT_HEADER)
        .forEach(all::add);
    all.addAll(
        DeadLetters.headersOfEntry(
            why.rejectCause(), detail(why, value), stream, entry.id().toString(), now));
    producer.send(
        new ProducerRecord<>(
            deadLetters,
            null,
            DeadLetters.keyOfEntry(stream, entry.id().toString()),
            beginningOf(value),
            all));
    outcomes.rejected(stream, why.rejectCause());
  }

  private static String detail(Rejection why, byte @Nullable [] value) {
    return value == null || value.length <= LARGEST_WHOLE
        ? why.detail()
        : "cut from %d bytes; %s".formatted(value.length, why.detail());
  }

  private static byte @Nullable [] beginningOf(byte @Nullable [] value) {
    return value == null || value.length <= LARGEST_WHOLE ? value : Arrays.copyOf(value, CUT_VALUE);
  }
}
