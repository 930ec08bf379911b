package org.rollbook.model.avro;

import java.io.IOException;
import org.apache.avro.io.Decoder;

/// How a value is read in Avro's binary encoding.
@FunctionalInterface
public interface AvroReader<T> {

  /// Reads the parts in their order. An exception of the value's own constructor may be thrown as
  /// it is: [AvroBytes] turns it into a [DecodeException].
  T read(Decoder in) throws IOException;
}
