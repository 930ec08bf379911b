package org.rollbook.runtime.journal;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.EventStamp;
import org.rollbook.model.Heard;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.DecodeException;

/// The values of a journal: a format byte, and the event as Avro: its stamp, where it was read, and
/// what it said. The schema is ours and local, so reading a journal needs no registry.
///
/// @param <E> what events say
public final class JournalCodec<E> implements AvroCodec<Heard<E>> {

  private static final byte FORMAT = 1;

  private final StampCodec stamps = new StampCodec();
  private final PositionCodec positions = new PositionCodec();
  private final AvroCodec<E> said;
  private final Schema schema;

  public JournalCodec(AvroCodec<E> said) {
    this.said = said;
    this.schema =
        SchemaBuilder.record("Heard")
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

  /// The value of a journal record.
  public byte[] toBytes(Heard<E> heard) {
    return AvroBytes.versioned(FORMAT, this, heard);
  }

  /// What was heard, from the value of a journal record.
  ///
  /// @throws IllegalArgumentException if the bytes are none of ours
  public Heard<E> fromBytes(byte[] bytes) {
    try {
      return AvroBytes.fromVersioned(FORMAT, this, bytes);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not a journal record", notOurs);
    }
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Heard<E> value, Encoder out) throws IOException {
    stamps.write(value.stamp(), out);
    positions.write(value.position(), out);
    said.write(value.said(), out);
  }

  @Override
  public Heard<E> read(Decoder in) throws IOException {
    EventStamp stamp = stamps.read(in);
    SourcePosition position = positions.read(in);
    return new Heard<>(stamp, position, said.read(in));
  }
}
