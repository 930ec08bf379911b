package org.rollbook.testkit.streams;

import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// Writes values to a topic of a [TopologyTestDriver], as the bytes of their codec.
public final class InputPipe<K, V> {

  private final TestInputTopic<byte[], byte[]> topic;
  private final Function<K, byte[]> key;
  private final Function<V, byte[]> value;

  private InputPipe(
      TestInputTopic<byte[], byte[]> topic, Function<K, byte[]> key, Function<V, byte[]> value) {
    this.topic = topic;
    this.key = key;
    this.value = value;
  }

  public static <K, V> InputPipe<K, V> into(
      TopologyTestDriver driver, String topic, Function<K, byte[]> key, Function<V, byte[]> value) {
    return new InputPipe<>(
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer()),
        key,
        value);
  }

  public void send(K recordKey, V recordValue) {
    send(recordKey, recordValue, new RecordHeaders());
  }

  public void send(K recordKey, V recordValue, Headers headers) {
    topic.pipeInput(new TestRecord<>(key.apply(recordKey), value.apply(recordValue), headers));
  }

  /// Sends a record without a value: the key is deleted.
  public void sendTombstone(K recordKey) {
    topic.pipeInput(new TestRecord<byte[], byte[]>(key.apply(recordKey), null));
  }
}
