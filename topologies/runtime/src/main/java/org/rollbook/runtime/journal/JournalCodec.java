package org.rollbook.runtime.journal;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.runtime.journal.JournalFormats.Format;

/// The values of a journal: a byte with the number of the format, and the event as Avro: its stamp,
/// its source position, and its payload. The schemas are ours and local, so reading a journal needs
/// no registry.
///
/// As a codec it writes the newest format, without its number: stores do, which are made anew from
/// the journal when their format changes.
///
/// @param <E> the payload of events
public final class JournalCodec<E> implements AvroCodec<Stamped<E>> {

  private final List<Format<Stamped<E>>> formats;
  private final AvroCodec<Stamped<E>> newest;

  public JournalCodec(JournalFormats<E> payloads) {
    this.formats = payloads.all().stream().map(JournalCodec::ofEvents).toList();
    this.newest = formats.getLast().codec();
  }

  private static <E> Format<Stamped<E>> ofEvents(Format<E> payload) {
    return new Format<>(
        StampedCodecs.of("Heard", payload.codec()), event -> payload.holds().test(event.payload()));
  }

  /// The value of a journal record.
  public byte[] toBytes(Stamped<E> event) {
    int number = 1;
    for (Format<Stamped<E>> format : formats) {
      if (format.holds().test(event)) {
        return AvroBytes.versioned((byte) number, format.codec(), event);
      }
      number++;
    }
    throw new IllegalArgumentException("no format holds the event " + event.stamp());
  }

  /// The event in the value of a journal record.
  ///
  /// @throws IllegalArgumentException if the bytes are none of ours
  public Stamped<E> fromBytes(byte[] bytes) {
    byte number = bytes.length == 0 ? 0 : bytes[0];
    if (number < 1 || number > formats.size()) {
      throw new IllegalArgumentException("not a journal record of format 1 to " + formats.size());
    }
    try {
      return AvroBytes.fromVersioned(number, formats.get(number - 1).codec(), bytes);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not a journal record", notOurs);
    }
  }

  /// The schema of each format, from the first.
  public List<Schema> schemas() {
    return formats.stream().map(format -> format.codec().schema()).toList();
  }

  @Override
  public Schema schema() {
    return newest.schema();
  }

  @Override
  public void write(Stamped<E> value, Encoder out) throws IOException {
    newest.write(value, out);
  }

  @Override
  public Stamped<E> read(Decoder in) throws IOException {
    return newest.read(in);
  }
}
