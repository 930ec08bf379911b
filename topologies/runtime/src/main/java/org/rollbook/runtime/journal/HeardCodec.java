package org.rollbook.runtime.journal;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.EventStamp;
import org.rollbook.model.Heard;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.avro.AvroCodec;

/// How journals and stores write something with the event that it was heard in.
///
/// @param <T> what was heard
public final class HeardCodec<T> implements AvroCodec<Heard<T>> {

  private final StampCodec stamps = new StampCodec();
  private final PositionCodec positions = new PositionCodec();
  private final AvroCodec<T> said;
  private final Schema schema;

  /// @param name of the record, another for each thing within one schema
  public HeardCodec(String name, AvroCodec<T> said) {
    this.said = said;
    this.schema =
        SchemaBuilder.record(name)
            .namespace("org.rollbook.runtime")
            .fields()
            .name("stamp")
            .type(stamps.schema())
            .noDefault()
            .name("position")
            .type(positions.schema())
            .noDefault()
            .name("said")
            .type(said.schema())
            .noDefault()
            .endRecord();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Heard<T> value, Encoder out) throws IOException {
    stamps.write(value.stamp(), out);
    positions.write(value.position(), out);
    said.write(value.said(), out);
  }

  @Override
  public Heard<T> read(Decoder in) throws IOException {
    EventStamp stamp = stamps.read(in);
    SourcePosition position = positions.read(in);
    return new Heard<>(stamp, position, said.read(in));
  }
}
