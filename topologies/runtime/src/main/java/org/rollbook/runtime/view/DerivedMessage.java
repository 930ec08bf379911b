package org.rollbook.runtime.view;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.rollbook.model.EventStamp;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.PublishedTopic;

/// A record of a derived topic, before it is bytes.
public record DerivedMessage<K, V>(K key, V value, Headers headers) {

  /// A record with an envelope of our own (CloudEvents' Kafka binding, binary mode).
  ///
  /// Its `ce_id` follows from what it says and of which event, so that a record that is told twice
  /// is recognisably one.
  ///
  /// @param stamp of the row, whose event caused this
  public static <K, V> DerivedMessage<K, V> of(
      PublishedTopic<K, V> topic, K key, V value, EventStamp stamp) {
    var headers = new RecordHeaders();
    header(headers, "ce_specversion", "1.0");
    header(headers, "content-type", "application/avro");
    header(headers, "ce_type", topic.eventType());
    header(headers, "ce_id", id(topic, key, value, stamp).toString());
    header(headers, "ce_source", topic.source());
    header(headers, "ce_time", IsoTime.format(stamp.eventTime()));
    header(headers, "ce_causationid", stamp.eventId());
    return new DerivedMessage<>(key, value, headers);
  }

  private static <K, V> UUID id(PublishedTopic<K, V> topic, K key, V value, EventStamp stamp) {
    byte[] said =
        KeyBytes.concat(
            AvroBytes.plain(topic.keyCodec(), key), AvroBytes.plain(topic.valueCodec(), value));
    byte[] of = (topic.name() + " " + stamp.eventId()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(KeyBytes.concat(of, said));
  }

  private static void header(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
