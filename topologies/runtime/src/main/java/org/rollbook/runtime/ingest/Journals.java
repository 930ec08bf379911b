package org.rollbook.runtime.ingest;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.Heard;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// The journals of a topology, as ingest writes them.
///
/// @param <E> what events say
final class Journals<E> {

  /// What an event says once all that we do not need is gone, with room to spare: a longer one is
  /// nonsense, and a row that remembers fifty of them must still fit a changelog record.
  static final int MAX_BYTES = 16 << 10;

  private final List<Shelf<E>> shelves;
  private final JournalCodec<E> values;
  private final int partitions;

  private record Shelf<E>(String topic, Journal<E> journal) {

    ProducerRecord<byte[], byte[]> recordOf(Heard<E> heard, byte[] value, int partitions) {
      return new ProducerRecord<>(
          topic, journal.partitionOf(heard, partitions), journal.keyOf(heard), value);
    }
  }

  /// @param byTopic by full name; at least one, and all with the same codec
  /// @param partitions of each of them
  Journals(Map<String, Journal<E>> byTopic, int partitions) {
    this.shelves =
        byTopic.entrySet().stream()
            .map(each -> new Shelf<>(each.getKey(), each.getValue()))
            .toList();
    Journal<E> any = shelves.getFirst().journal();
    if (!byTopic.values().stream().allMatch(journal -> journal.codec().equals(any.codec()))) {
      throw new IllegalArgumentException("journals must have one codec: " + byTopic.keySet());
    }
    this.values = any.values();
    this.partitions = partitions;
  }

  /// One record for each journal.
  List<ProducerRecord<byte[], byte[]>> recordsOf(Heard<E> heard) {
    byte[] value = values.toBytes(heard);
    return shelves.stream().map(shelf -> shelf.recordOf(heard, value, partitions)).toList();
  }

  /// Whether a journal takes it.
  static boolean fits(ProducerRecord<byte[], byte[]> message) {
    return message.key().length + message.value().length <= MAX_BYTES;
  }

  /// One record for each partition of each journal, under the member's key.
  List<ProducerRecord<byte[], byte[]>> recordsOf(String member, Watermark watermark) {
    return everywhere(WatermarkKeys.ofMember(member), watermark);
  }

  /// The same under the key where a loss stands for ever.
  List<ProducerRecord<byte[], byte[]>> recordsOf(SourcePartition lost, Watermark watermark) {
    return everywhere(WatermarkKeys.ofGap(lost), watermark);
  }

  /// One record for each partition of each journal that says nothing: who sends it learns the
  /// broker's time.
  List<ProducerRecord<byte[], byte[]>> probesOf(String member) {
    return everywhere(WatermarkKeys.ofProbe(member), null, List.of());
  }

  private List<ProducerRecord<byte[], byte[]>> everywhere(byte[] key, Watermark watermark) {
    var sources = new RecordHeader(WatermarkCodec.HEADER, WatermarkCodec.toHeader(watermark));
    return everywhere(key, WatermarkCodec.toBytes(watermark), List.of(sources));
  }

  private List<ProducerRecord<byte[], byte[]>> everywhere(
      byte[] key, byte @Nullable [] value, List<Header> headers) {
    return shelves.stream()
        .flatMap(
            shelf ->
                IntStream.range(0, partitions)
                    .mapToObj(
                        partition ->
                            new ProducerRecord<>(shelf.topic(), partition, key, value, headers)))
        .toList();
  }
}
