package org.rollbook.model.avro;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// A boolean as Avro's `boolean`.
public final class BooleanCodec implements AvroCodec<Boolean> {

  public static final BooleanCodec CODEC = new BooleanCodec();

  private final Schema schema = Schema.create(Schema.Type.BOOLEAN);

  private BooleanCodec() {}

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Boolean value, Encoder out) throws IOException {
    out.writeBoolean(value);
  }

  @Override
  public Boolean read(Decoder in) throws IOException {
    return in.readBoolean();
  }
}
