package org.rollbook.runtime.journal;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.EventStamp;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroCodec;

/// How journals and stores write a value with the stamp and the source position of its event.
///
/// @param <T> the value
public final class StampedCodec<T> implements AvroCodec<Stamped<T>> {

  private final StampCodec stamps = new StampCodec();
  private final PositionCodec positions = new PositionCodec();
  private final AvroCodec<T> payload;
  private final Schema schema;

  /// @param name of the Avro record, unique within one schema
  public StampedCodec(String name, AvroCodec<T> payload) {
    this.payload = payload;
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
            .type(payload.schema())
            .noDefault()
            .endRecord();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Stamped<T> value, Encoder out) throws IOException {
    stamps.write(value.stamp(), out);
    positions.write(value.position(), out);
    payload.write(value.payload(), out);
  }

  @Override
  public Stamped<T> read(Decoder in) throws IOException {
    EventStamp stamp = stamps.read(in);
    SourcePosition position = positions.read(in);
    return new Stamped<>(stamp, position, payload.read(in));
  }
}
