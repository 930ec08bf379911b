package org.rollbook.model.avro;

import java.io.IOException;
import org.apache.avro.io.Encoder;

/// How a value is written in Avro's binary encoding.
@FunctionalInterface
public interface AvroWriter<T> {

  /// Writes the parts in their order.
  void write(T value, Encoder out) throws IOException;
}
