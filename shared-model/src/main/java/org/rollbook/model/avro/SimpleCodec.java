package org.rollbook.model.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// A codec of its three parts.
record SimpleCodec<T>(Schema schema, AvroWriter<T> writer, AvroReader<T> reader)
    implements AvroCodec<T> {

  @Override
  public void write(T value, Encoder out) throws IOException {
    writer.write(value, out);
  }

  @Override
  public T read(Decoder in) throws IOException {
    return reader.read(in);
  }
}
