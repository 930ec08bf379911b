package org.rollbook.model.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.rollbook.model.EventStamp;
import org.rollbook.model.event.EventHeaders;
import org.rollbook.model.event.IsoTime;

/// A header of every derived record, in the order in which they are written: an envelope of our own
/// (CloudEvents' Kafka binding, binary mode).
public enum PublishedHeader {
  SPECIFICATION("ce_specversion", "Version of CloudEvents that the headers follow."),
  CONTENT_TYPE("content-type", "What the value is; key and value are in Confluent's framing."),
  TYPE(EventHeaders.TYPE, "Kind of record: org. and the topic's name without a site's prefix."),
  /// Follows from the record's content and its event, so that a record that is published twice is
  /// recognisably one.
  ID(EventHeaders.ID, "Id of the record; a record that is published twice has the same id."),
  SOURCE(EventHeaders.SOURCE, "Who publishes: rollbook/ and the topology."),
  TIME(EventHeaders.TIME, "When the event that caused this record happened, in UTC."),
  CAUSE(EventHeaders.CAUSATION_ID, "Id (ce_id) of that event.");

  private final String wireName;
  private final String meaning;

  PublishedHeader(String wireName, String meaning) {
    this.wireName = wireName;
    this.meaning = meaning;
  }

  public String wireName() {
    return wireName;
  }

  /// The header's meaning, for subscribers.
  public String meaning() {
    return meaning;
  }

  /// The header's value on one record.
  ///
  /// @param key in bare Avro
  /// @param value in bare Avro
  /// @param cause the event that caused the record
  public String on(PublishedTopic<?, ?> topic, byte[] key, byte[] value, EventStamp cause) {
    return switch (this) {
      case SPECIFICATION -> "1.0";
      case CONTENT_TYPE -> "application/avro";
      case TYPE -> topic.eventType();
      case ID -> id(topic, key, value, cause).toString();
      case SOURCE -> topic.source();
      case TIME -> IsoTime.format(cause.eventTime());
      case CAUSE -> cause.eventId();
    };
  }

  private static UUID id(PublishedTopic<?, ?> topic, byte[] key, byte[] value, EventStamp cause) {
    byte[] of = (topic.name() + " " + cause.eventId()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(
        ByteBuffer.allocate(of.length + key.length + value.length)
            .put(of)
            .put(key)
            .put(value)
            .array());
  }
}
