package org.rollbook.runtime.journal;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.DecodeException;

/// The values of a journal: a format byte, and the event as Avro: its stamp, its source position,
/// and its payload. The schema is ours and local, so reading a journal needs no registry.
///
/// @param <E> the payload of events
public final class JournalCodec<E> implements AvroCodec<Stamped<E>> {

  private static final byte FORMAT = 1;

  private final AvroCodec<Stamped<E>> events;

  public JournalCodec(AvroCodec<E> payload) {
    this.events = StampedCodecs.of("Heard", payload);
  }

  /// The value of a journal record.
  public byte[] toBytes(Stamped<E> event) {
    return AvroBytes.versioned(FORMAT, this, event);
  }

  /// The event in the value of a journal record.
  ///
  /// @throws IllegalArgumentException if the bytes are none of ours
  public Stamped<E> fromBytes(byte[] bytes) {
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
  public void write(Stamped<E> value, Encoder out) throws IOException {
    events.write(value, out);
  }

  @Override
  public Stamped<E> read(Decoder in) throws IOException {
    return events.read(in);
  }
}
