package org.rollbook.runtime.view;

import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicPrefix;

/// A derived topic as a view writes it.
///
/// @param topic the full name
/// @param keys frame what is bare Avro
/// @param values likewise
public record DerivedTopic(String topic, Serde<OutputKey> keys, Serde<Bytes> values) {

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
        framed(published.keySubject(site), ids, OutputKey::bytes),
        framed(published.valueSubject(site), ids, Function.identity()));
  }

  /// A tombstone stays null.
  @SuppressWarnings("NullAway") // A serializer may be given null and return it.
  private static <T> Serde<T> framed(String subject, SchemaIds ids, Function<T, Bytes> avro) {
    return OutputKey.onlyWritten(
        (_, written) ->
            written == null
                ? null
                : ConfluentFraming.framed(ids.of(subject), avro.apply(written).get()));
  }
}
