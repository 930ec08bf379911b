package org.rollbook.model.published;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.avro.TimestampMicros;

/// How `org.rollbook.v1.EventStamp` is written in every record that has one.
public final class TracedStampCodec {

  private TracedStampCodec() {}

  public static void write(TracedStamp traced, Encoder out) throws IOException {
    EventStamp stamp = traced.stamp();
    out.writeString(stamp.eventId());
    out.writeString(stamp.eventType().wireName());
    TimestampMicros.CODEC.write(stamp.eventTime(), out);
    out.writeString(stamp.source());
    SourcePosition position = traced.position();
    out.writeString(position.topic());
    out.writeInt(position.partition());
    out.writeLong(position.offset());
  }

  public static TracedStamp read(Decoder in) throws IOException {
    String eventId = in.readString();
    var eventType = new EventType(in.readString());
    Instant eventTime = TimestampMicros.CODEC.read(in);
    var stamp = new EventStamp(eventTime, eventType, eventId, in.readString());
    return new TracedStamp(stamp, new SourcePosition(in.readString(), in.readInt(), in.readLong()));
  }
}
