package org.rollbook.testkit.streams;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// Reads values of a topic of a [TopologyTestDriver], from bytes with their codec.
public final class OutputPipe<K, V> {

  private final TestOutputTopic<byte[], byte[]> topic;
  private final Function<byte[], K> key;
  private final Function<byte[], V> value;

  private OutputPipe(
      TestOutputTopic<byte[], byte[]> topic, Function<byte[], K> key, Function<byte[], V> value) {
    this.topic = topic;
    this.key = key;
    this.value = value;
  }

  public static <K, V> OutputPipe<K, V> from(
      TopologyTestDriver driver, String topic, Function<byte[], K> key, Function<byte[], V> value) {
    return new OutputPipe<>(
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        key,
        value);
  }

  /// All records since the last call, in order.
  public List<OutputRecord<K, V>> read() {
    return topic.readRecordsToList().stream().map(this::decoded).toList();
  }

  /// The values of all records since the last call, in order, without tombstones.
  public List<V> readValues() {
    return read().stream().map(OutputRecord::value).flatMap(Optional::stream).toList();
  }

  private OutputRecord<K, V> decoded(TestRecord<byte[], byte[]> message) {
    return new OutputRecord<>(
        key.apply(message.key()),
        Optional.ofNullable(message.value()).map(value),
        message.headers());
  }

  /// One record.
  ///
  /// @param value absent in a tombstone
  public record OutputRecord<K, V>(K key, Optional<V> value, Headers headers) {}
}
