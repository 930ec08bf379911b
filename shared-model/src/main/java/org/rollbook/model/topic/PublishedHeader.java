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
  /// It follows from what the record says and of which event, so that a record that is told twice
  /// is recognisably one.
  ID(EventHeaders.ID, "Id of the record; one that is told twice bears the same."),
  SOURCE(EventHeaders.SOURCE, "Who publishes: rollbook/ and the topology."),
  TIME(EventHeaders.TIME, "When the event happened that this record is told from, in UTC."),
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

  /// What it says, for subscribers.
  public String meaning() {
    return meaning;
  }

  /// What it says on one record.
  ///
  /// @param key in bare Avro
  /// @param value likewise
  /// @param cause the event that the record is told from
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
