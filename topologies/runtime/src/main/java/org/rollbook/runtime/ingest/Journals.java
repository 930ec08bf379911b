package org.rollbook.runtime.ingest;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.watermark.CompletedPass;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// The journals of a topology, as ingest writes them.
///
/// @param <E> the payload of events
final class Journals<E> {

  /// The size limit of a journal record, key and value. The part of an event that we keep is far
  /// smaller: a longer one is nonsense, and a row that remembers fifty of them must still fit a
  /// changelog record.
  static final int MAX_BYTES = 16 << 10;

  private final List<JournalTopic<E>> topics;
  private final JournalCodec<E> values;
  private final int partitions;

  private record JournalTopic<E>(String name, Journal<E> journal) {

    ProducerRecord<byte[], byte[]> recordOf(Stamped<E> event, byte[] value, int partitions) {
      return new ProducerRecord<>(
          name, journal.partitionOf(event, partitions), journal.keyOf(event), value);
    }
  }

  /// @param byTopic by full name; at least one, and all with the same formats
  /// @param partitions of each of them
  Journals(Map<String, Journal<E>> byTopic, int partitions) {
    this.topics =
        byTopic.entrySet().stream()
            .map(each -> new JournalTopic<>(each.getKey(), each.getValue()))
            .toList();
    Journal<E> any = topics.getFirst().journal();
    if (!byTopic.values().stream().allMatch(journal -> journal.formats().equals(any.formats()))) {
      throw new IllegalArgumentException(
          "journals must have the same formats: " + byTopic.keySet());
    }
    this.values = any.values();
    this.partitions = partitions;
  }

  /// One record for each journal.
  List<ProducerRecord<byte[], byte[]>> recordsOf(Stamped<E> event) {
    byte[] value = values.toBytes(event);
    return topics.stream().map(topic -> topic.recordOf(event, value, partitions)).toList();
  }

  /// Whether a journal takes it.
  static boolean fits(ProducerRecord<byte[], byte[]> message) {
    return message.key().length + message.value().length <= MAX_BYTES;
  }

  /// One record for each partition of each journal, under the member's key.
  List<ProducerRecord<byte[], byte[]>> recordsOf(String member, Watermark watermark) {
    return everywhere(WatermarkKeys.ofMember(member), watermark);
  }

  /// The same under the key that keeps a loss for ever.
  List<ProducerRecord<byte[], byte[]>> recordsOf(SourcePartition lost, Watermark watermark) {
    return everywhere(WatermarkKeys.ofGap(lost), watermark);
  }

  /// One record for each partition of each journal, which replaces that of the pass before.
  List<ProducerRecord<byte[], byte[]>> recordsOf(CompletedPass pass) {
    return everywhere(
        WatermarkKeys.ofPass(),
        WatermarkCodec.toBytes(Watermark.ofNothing()),
        List.of(new RecordHeader(CompletedPass.HEADER, pass.toHeader())));
  }

  /// One empty record for each partition of each journal: its acknowledgement carries the broker's
  /// time.
  List<ProducerRecord<byte[], byte[]>> probesOf(String member) {
    return everywhere(WatermarkKeys.ofProbe(member), null, List.of());
  }

  private List<ProducerRecord<byte[], byte[]>> everywhere(byte[] key, Watermark watermark) {
    var sources = new RecordHeader(WatermarkCodec.HEADER, WatermarkCodec.toHeader(watermark));
    return everywhere(key, WatermarkCodec.toBytes(watermark), List.of(sources));
  }

  private List<ProducerRecord<byte[], byte[]>> everywhere(
      byte[] key, byte @Nullable [] value, List<Header> headers) {
    return topics.stream()
        .flatMap(
            topic ->
                IntStream.range(0, partitions)
                    .mapToObj(
                        partition ->
                            new ProducerRecord<>(topic.name(), partition, key, value, headers)))
        .toList();
  }
}
