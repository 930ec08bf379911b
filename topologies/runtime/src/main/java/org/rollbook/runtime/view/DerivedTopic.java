package org.rollbook.runtime.view;

import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicPrefix;

/// A derived topic as a view writes it.
///
/// @param topic the full name
/// @param firstPart of a key, which decides the partition
public record DerivedTopic<K, V>(
    String topic, Serde<K> keys, Serde<V> values, Function<K, byte[]> firstPart) {

  /// Which id the registry gave for a subject's schema.
  @FunctionalInterface
  public interface SchemaIds {

    /// The id; asked for each record.
    int of(String subject);
  }

  /// A published topic on a site.
  public static <K, V> DerivedTopic<K, V> of(
      PublishedTopic<K, V> published, TopicPrefix site, SchemaIds ids) {
    return new DerivedTopic<>(
        published.nameIn(site),
        framed(published.keyCodec(), published.keySubject(site), ids),
        framed(published.valueCodec(), published.valueSubject(site), ids),
        published.firstPart());
  }

  private static <T> Serde<T> framed(AvroCodec<T> codec, String subject, SchemaIds ids) {
    return Serdes.serdeFrom(
        (topic, value) -> ConfluentFraming.framed(ids.of(subject), AvroBytes.plain(codec, value)),
        (topic, bytes) -> unframed(codec, bytes));
  }

  private static <T> T unframed(AvroCodec<T> codec, byte[] bytes) {
    ConfluentFraming.Framed framed =
        ConfluentFraming.parse(bytes).orElseThrow(() -> new SerializationException("not framed"));
    byte[] avro = new byte[framed.avro().remaining()];
    framed.avro().duplicate().get(avro);
    try {
      return AvroBytes.fromPlain(codec, avro);
    } catch (DecodeException notOurs) {
      throw new SerializationException(notOurs);
    }
  }
}
