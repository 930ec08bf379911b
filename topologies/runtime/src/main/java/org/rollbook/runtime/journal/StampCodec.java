package org.rollbook.runtime.journal;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.TimestampMicros;

/// How journals and stores write a stamp. The type is written as its wire name. It may be one that
/// only another release reads.
public final class StampCodec implements AvroCodec<EventStamp> {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Stamp")
          .namespace("org.rollbook.runtime")
          .fields()
          .name("event_time")
          .type(TimestampMicros.CODEC.schema())
          .noDefault()
          .requiredString("event_type")
          .requiredString("event_id")
          .requiredString("source")
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(EventStamp value, Encoder out) throws IOException {
    TimestampMicros.CODEC.write(value.eventTime(), out);
    out.writeString(value.eventType().wireName());
    out.writeString(value.eventId());
    out.writeString(value.source());
  }

  @Override
  public EventStamp read(Decoder in) throws IOException {
    Instant time = TimestampMicros.CODEC.read(in);
    return new EventStamp(time, new EventType(in.readString()), in.readString(), in.readString());
  }
}
