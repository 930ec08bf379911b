package org.rollbook.bridge.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
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
/// only once [#awaitAcknowledged] has returned, and only of streams that it does not name.
public final class Outlet {

  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

  /// Values up to this size are in their letters as they came. Kafka's own limit is a little more.
  private static final int LARGEST_WHOLE = 900_000;

  /// How much remains of a larger one: well below any limit that a broker may have.
  private static final int CUT_VALUE = 8 << 10;

  /// Headers that have more bytes than this together are cut too.
  private static final int LARGEST_HEADERS = 16 << 10;

  private static final int CUT_HEADER = 256;
  private static final int CUT_HEADERS = 20;

  private final AcknowledgedProducer producer;
  private final Republisher republisher;
  private final String deadLetters;
  private final Outcomes outcomes;
  private final Clock clock;
  private final Queue<Runnable> tooLargeOnes = new ConcurrentLinkedQueue<>();
  private final Map<String, KafkaException> failures = new ConcurrentHashMap<>();

  /// Counts what became of entries; in any thread.
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
  /// @throws KafkaException if its topic is not there now
  public void publish(String stream, StreamEntry entry) {
    switch (republisher.outgoing(stream, entry)) {
      case Outgoing.Event(var message) ->
          producer.send(message, (_, failed) -> sent(stream, entry, message, failed));
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
      case null -> outcomes.published(stream);
      case RecordTooLargeException tooLarge ->
          tooLargeOnes.add(
              () ->
                  reject(
                      stream,
                      entry,
                      new Rejection(RejectCause.UNDECODABLE, String.valueOf(tooLarge.getMessage())),
                      Arrays.asList(message.headers().toArray()),
                      message.value()));
      default -> failures.put(stream, failed);
    }
  }

  /// Returns when the broker has everything that was published, or has refused it.
  ///
  /// @return the streams of which it has not taken something, and why: what was published of them
  ///   must be published again
  public Map<String, KafkaException> awaitAcknowledged() {
    producer.flush();
    while (!tooLargeOnes.isEmpty()) {
      tooLargeOnes.remove().run();
      producer.flush();
    }
    var failed = new HashMap<>(failures);
    failures.clear();
    return failed;
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
    var all = new ArrayList<>(bounded(headers));
    all.addAll(
        DeadLetters.headersOfEntry(
            why.rejectCause(), detail(why, value), stream, entry.id().toString(), now));
    var letter =
        new ProducerRecord<byte[], byte[]>(
            deadLetters,
            null,
            DeadLetters.keyOfEntry(stream, entry.id().toString()),
            beginningOf(value),
            all);
    producer.send(
        letter,
        (_, failed) -> {
          if (failed == null) {
            outcomes.rejected(stream, why.rejectCause());
          } else {
            failures.put(stream, failed);
          }
        });
  }

  /// An entry may have any number of fields.
  private static List<Header> bounded(List<Header> headers) {
    long size =
        headers.stream()
            .mapToLong(header -> header.key().length() + (long) header.value().length)
            .sum();
    return size <= LARGEST_HEADERS
        ? headers
        : headers.stream()
            .filter(header -> header.value().length <= CUT_HEADER)
            .limit(CUT_HEADERS)
            .toList();
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
