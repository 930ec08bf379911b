package org.rollbook.runtime.journal;

import static org.rollbook.model.avro.RecordCodec.field;

import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// How journals and stores write the stamp and the source position of an event, and values with
/// both.
public final class StampedCodecs {

  /// The type of an event is its wire name. It may be one that only another release reads.
  public static final AvroCodec<EventStamp> STAMP =
      RecordCodec.of(
          "org.rollbook.runtime.Stamp",
          field("event_time", AvroTypes.TIME, EventStamp::eventTime),
          field("event_type", AvroTypes.STRING, stamp -> stamp.eventType().wireName()),
          field("event_id", AvroTypes.STRING, EventStamp::eventId),
          field("source", AvroTypes.STRING, EventStamp::source),
          (time, type, id, source) -> new EventStamp(time, new EventType(type), id, source));

  private static final AvroCodec<SourcePosition> POSITION =
      RecordCodec.of(
          "org.rollbook.runtime.Position",
          field("topic", AvroTypes.STRING, SourcePosition::topic),
          field("partition", AvroTypes.INT, SourcePosition::partition),
          field("offset", AvroTypes.LONG, SourcePosition::offset),
          SourcePosition::new);

  private StampedCodecs() {}

  /// A value with the stamp and the source position of its event.
  ///
  /// @param name of the Avro record, unique within one schema
  public static <T> AvroCodec<Stamped<T>> of(String name, AvroCodec<T> payload) {
    return RecordCodec.of(
        "org.rollbook.runtime." + name,
        field("stamp", STAMP, Stamped::stamp),
        field("position", POSITION, Stamped::position),
        field("said", payload, Stamped::payload),
        Stamped::new);
  }
}
