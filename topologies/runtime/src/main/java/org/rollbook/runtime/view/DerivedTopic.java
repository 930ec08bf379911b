package org.rollbook.runtime.view;

import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicPrefix;

/// A derived topic as a view writes it.
///
/// @param topic the full name
/// @param keys frame what is bare Avro
/// @param values likewise
/// @param firstPart of a key in bare Avro, which decides the partition
public record DerivedTopic(
    String topic, Serde<Bytes> keys, Serde<Bytes> values, Function<Bytes, byte[]> firstPart) {

  /// The ids that the registry gave to the schemas of subjects.
  @FunctionalInterface
  public interface SchemaIds {

    /// The id of a subject's schema; called for each record.
    int of(String subject);
  }

  /// A published topic on a site.
  public static <K, V> DerivedTopic of(
      PublishedTopic<K, V> published, TopicPrefix site, SchemaIds ids) {
    return new DerivedTopic(
        published.nameIn(site),
        framed(published.keySubject(site), ids),
        framed(published.valueSubject(site), ids),
        key -> published.firstPart().apply(read(published.keyCodec(), key)));
  }

  private static Serde<Bytes> framed(String subject, SchemaIds ids) {
    return Serdes.serdeFrom(
        (topic, avro) -> ConfluentFraming.framed(ids.of(subject), avro.get()),
        (topic, bytes) -> unframed(bytes));
  }

  private static Bytes unframed(byte[] bytes) {
    ConfluentFraming.Framed framed =
        ConfluentFraming.parse(bytes).orElseThrow(() -> new SerializationException("not framed"));
    byte[] avro = new byte[framed.avro().remaining()];
    framed.avro().duplicate().get(avro);
    return Bytes.wrap(avro);
  }

  private static <K> K read(AvroCodec<K> codec, Bytes avro) {
    try {
      return AvroBytes.fromPlain(codec, avro.get());
    } catch (DecodeException notOurs) {
      throw new SerializationException(notOurs);
    }
  }
}
