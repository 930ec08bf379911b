package org.rollbook.model.avro;

import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// How a value is written in Avro's binary encoding by hand. Enough for who reads what it has
/// written itself; all others want an [AvroCodec], which says by what schema.
///
/// Implementations hold no state and are used from many threads.
///
/// @param <T> the value
public interface AvroForm<T> {

  /// Writes the parts in their order.
  void write(T value, Encoder out) throws IOException;

  /// Reads the parts in their order. What the value itself refuses may be thrown as it is:
  /// [AvroBytes] turns it into a [DecodeException].
  T read(Decoder in) throws IOException;
}
