package org.rollbook.model.avro;

import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// How a value is written in Avro's binary encoding by hand. This is enough for a program that
/// reads only its own bytes; all others need an [AvroCodec], which adds the schema.
///
/// Implementations hold no state and are used from many threads.
///
/// @param <T> the value
public interface AvroForm<T> {

  /// Writes the parts in their order.
  void write(T value, Encoder out) throws IOException;

  /// Reads the parts in their order. An exception of the value's own constructor may be thrown as
  /// it is: [AvroBytes] turns it into a [DecodeException].
  T read(Decoder in) throws IOException;
}
