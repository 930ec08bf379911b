package org.rollbook.model.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// How a value is written in Avro by hand, and the schema that describes those bytes exactly.
///
/// Implementations hold no state and are used from many threads.
///
/// @param <T> the value
public interface AvroCodec<T> {

  Schema schema();

  /// Writes the fields in the schema's order.
  void write(T value, Encoder out) throws IOException;

  /// Reads the fields in the schema's order. What the value itself refuses may be thrown as it is:
  /// [AvroBytes] turns it into a [DecodeException].
  T read(Decoder in) throws IOException;
}
