package org.rollbook.testkit.streams;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// Values out of a topic of a [TopologyTestDriver], read from bytes by their codec.
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

  /// All that was written since it was last asked, in order.
  public List<Said<K, V>> read() {
    return topic.readRecordsToList().stream().map(this::said).toList();
  }

  /// The values of all that was written since it was last asked, in order, without tombstones.
  public List<V> readValues() {
    return read().stream().map(Said::value).flatMap(Optional::stream).toList();
  }

  private Said<K, V> said(TestRecord<byte[], byte[]> message) {
    return new Said<>(
        key.apply(message.key()),
        Optional.ofNullable(message.value()).map(value),
        message.headers());
  }

  /// One record.
  ///
  /// @param value absent in a tombstone
  public record Said<K, V>(K key, Optional<V> value, Headers headers) {}
}
