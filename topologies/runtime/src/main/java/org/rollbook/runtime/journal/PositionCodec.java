package org.rollbook.runtime.journal;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.avro.AvroCodec;

/// How journals and stores write the source position of an event.
public final class PositionCodec implements AvroCodec<SourcePosition> {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Position")
          .namespace("org.rollbook.runtime")
          .fields()
          .requiredString("topic")
          .requiredInt("partition")
          .requiredLong("offset")
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(SourcePosition value, Encoder out) throws IOException {
    out.writeString(value.topic());
    out.writeInt(value.partition());
    out.writeLong(value.offset());
  }

  @Override
  public SourcePosition read(Decoder in) throws IOException {
    return new SourcePosition(in.readString(), in.readInt(), in.readLong());
  }
}
