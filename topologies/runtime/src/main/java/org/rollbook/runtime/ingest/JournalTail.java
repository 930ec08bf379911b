package org.rollbook.runtime.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.watermark.JournaledPositions;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// Reads what the newest watermarks in the journals state about the source topics. They outlive the
/// topics themselves, and the offsets that the group has committed.
///
/// Every member writes each second into each partition, so the last minute of any partition is
/// enough; if it has no watermark at all, more of it is read. Used by the ingest thread only.
final class JournalTail implements JournaledSources {

  /// How far back before the newest record.
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));

  private static final Duration POLL = Duration.ofMillis(500);

  /// How long the broker may return nothing.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Admin admin;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final TopicPartition journal;

  /// @param consumers makes one that belongs to no group
  /// @param journal the full name of any journal
  JournalTail(Admin admin, Supplier<Consumer<byte[], byte[]>> consumers, String journal) {
    this.admin = admin;
    this.consumers = consumers;
    this.journal = new TopicPartition(journal, 0);
  }

  @Override
  public JournaledPositions read() {
    ListOffsetsResultInfo newest = offset(OffsetSpec.maxTimestamp());
    if (newest.offset() < 0) {
      return JournaledPositions.NONE;
    }
    Instant last = Instant.ofEpochMilli(newest.timestamp());
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.assign(List.of(journal));
      long end = consumer.endOffsets(List.of(journal), PATIENCE).getOrDefault(journal, 0L);
      for (Duration window : WINDOWS) {
        long from = offset(OffsetSpec.forTimestamp(last.minus(window).toEpochMilli())).offset();
        List<Watermark> found = watermarks(consumer, Math.max(0, from), end);
        if (!found.isEmpty()) {
          return folded(found);
        }
      }
      return JournaledPositions.NONE;
    }
  }

  private static JournaledPositions folded(List<Watermark> watermarks) {
    JournaledPositions positions = JournaledPositions.NONE;
    for (Watermark watermark : watermarks) {
      positions = positions.and(watermark);
    }
    return positions;
  }

  private List<Watermark> watermarks(Consumer<byte[], byte[]> consumer, long from, long end) {
    var found = new ArrayList<Watermark>();
    consumer.seek(journal, from);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(journal, PATIENCE) < end) {
      var messages = consumer.poll(POLL);
      messages.forEach(message -> watermark(message).ifPresent(found::add));
      deadline = messages.isEmpty() ? deadline : System.nanoTime() + PATIENCE.toNanos();
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the journal " + journal + " does not answer");
      }
    }
    return found;
  }

  /// A watermark that was ahead of the broker's time when it was written is ignored here too.
  private static Optional<Watermark> watermark(ConsumerRecord<byte[], byte[]> message) {
    return Optional.ofNullable(message.value())
        .filter(_ -> WatermarkKeys.holdsWatermark(message.key()))
        .map(value -> WatermarkCodec.fromBytes(value, header(message)))
        .filter(found -> !found.isAheadOf(Instant.ofEpochMilli(message.timestamp())));
  }

  private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> message) {
    Header sources = message.headers().lastHeader(WatermarkCodec.HEADER);
    return sources == null ? null : sources.value();
  }

  private ListOffsetsResultInfo offset(OffsetSpec which) {
    try {
      return admin.listOffsets(Map.of(journal, which)).partitionResult(journal).get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new KafkaException(failed.getCause());
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }
}
