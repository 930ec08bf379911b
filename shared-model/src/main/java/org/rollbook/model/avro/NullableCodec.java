package org.rollbook.model.avro;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// A union of null and one other type; an absent value is null.
public record NullableCodec<T>(AvroCodec<T> codec) implements AvroCodec<Optional<T>> {

  private static final int NULL = 0;
  private static final int VALUE = 1;

  @Override
  public Schema schema() {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), codec.schema());
  }

  @Override
  public void write(Optional<T> value, Encoder out) throws IOException {
    write(value, out, codec);
  }

  @Override
  public Optional<T> read(Decoder in) throws IOException {
    return read(in, codec);
  }

  /// Writes a field of a record that may be null by its schema.
  public static <T> void write(Optional<T> value, Encoder out, AvroWriter<T> write)
      throws IOException {
    if (value.isPresent()) {
      out.writeIndex(VALUE);
      write.write(value.get(), out);
    } else {
      out.writeIndex(NULL);
      out.writeNull();
    }
  }

  /// Reads a field of a record that may be null by its schema.
  public static <T> Optional<T> read(Decoder in, AvroReader<T> read) throws IOException {
    if (in.readIndex() == VALUE) {
      return Optional.of(read.read(in));
    }
    in.readNull();
    return Optional.empty();
  }
}
