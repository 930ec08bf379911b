package org.rollbook.runtime.journal;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.Heard;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.DecodeException;

/// The values of a journal: a format byte, and the event as Avro: its stamp, where it was read, and
/// what it said. The schema is ours and local, so reading a journal needs no registry.
///
/// @param <E> what events say
public final class JournalCodec<E> implements AvroCodec<Heard<E>> {

  private static final byte FORMAT = 1;

  private final HeardCodec<E> events;

  public JournalCodec(AvroCodec<E> said) {
    this.events = new HeardCodec<>("Heard", said);
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
    return events.schema();
  }

  @Override
  public void write(Heard<E> value, Encoder out) throws IOException {
    events.write(value, out);
  }

  @Override
  public Heard<E> read(Decoder in) throws IOException {
    return events.read(in);
  }
}
