package org.rollbook.runtime.journal;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroCodec;

/// For tests of events whose payload is one word.
public final class TextCodec implements AvroCodec<String> {

  @Override
  public Schema schema() {
    return Schema.create(Schema.Type.STRING);
  }

  @Override
  public void write(String value, Encoder out) throws IOException {
    out.writeString(value);
  }

  @Override
  public String read(Decoder in) throws IOException {
    return in.readString();
  }
}
