package org.rollbook.model.published;

import static org.rollbook.model.avro.RecordCodec.field;

import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// The event that a value comes from, and where that event was read.
public record TracedStamp(EventStamp stamp, SourcePosition position) {

  /// How every published record that has one writes it.
  public static final AvroCodec<TracedStamp> CODEC =
      RecordCodec.of(
          "org.rollbook.v1.EventStamp",
          field("event_id", AvroTypes.STRING, traced -> traced.stamp().eventId()),
          field("event_type", AvroTypes.STRING, traced -> traced.stamp().eventType().wireName()),
          field("event_time", AvroTypes.TIME, traced -> traced.stamp().eventTime()),
          field("source", AvroTypes.STRING, traced -> traced.stamp().source()),
          field("topic", AvroTypes.STRING, traced -> traced.position().topic()),
          field("partition", AvroTypes.INT, traced -> traced.position().partition()),
          field("offset", AvroTypes.LONG, traced -> traced.position().offset()),
          (id, type, time, source, topic, partition, offset) ->
              new TracedStamp(
                  new EventStamp(time, new EventType(type), id, source),
                  new SourcePosition(topic, partition, offset)));

  public static TracedStamp of(Stamped<?> event) {
    return new TracedStamp(event.stamp(), event.position());
  }
}
