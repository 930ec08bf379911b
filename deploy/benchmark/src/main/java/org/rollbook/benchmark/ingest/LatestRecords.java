package org.rollbook.benchmark.ingest;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.testkit.kafka.BrokerClient;

/// The last value of each key of a derived topic.
final class LatestRecords {

  private LatestRecords() {}

  /// Of values that are bare Avro.
  static <V> Collection<V> of(String topic, AvroForm<V> form, BrokerClient broker) {
    return of(topic, form, broker, UnaryOperator.identity());
  }

  /// Of values that are framed.
  static <V> Collection<V> ofFramed(String topic, AvroForm<V> form, BrokerClient broker) {
    return of(topic, form, broker, LatestRecords::unframed);
  }

  private static <V> Collection<V> of(
      String topic, AvroForm<V> form, BrokerClient broker, UnaryOperator<byte[]> avro) {
    Map<Bytes, byte[]> latest = new HashMap<>();
    broker
        .records(topic, IsolationLevel.READ_COMMITTED)
        .forEach(message -> latest.put(Bytes.wrap(message.key()), message.value()));
    return latest.values().stream().map(value -> read(form, avro.apply(value))).toList();
  }

  private static byte[] unframed(byte[] value) {
    ByteBuffer avro = ConfluentFraming.parse(value).orElseThrow().avro();
    byte[] bytes = new byte[avro.remaining()];
    avro.get(bytes);
    return bytes;
  }

  private static <V> V read(AvroForm<V> form, byte[] value) {
    try {
      return AvroBytes.fromPlain(form, value);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }
}
