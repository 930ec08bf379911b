package org.rollbook.testkit.campus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/// The fields that several of the producer's events share, as Avro.
final class AvroFields {

  private static final int USUAL_LENGTH = 256;
  private static final int NULL = 0;
  private static final int PRESENT = 1;

  private AvroFields() {}

  static byte[] bytes(Writing writing) {
    var bytes = new ByteArrayOutputStream(USUAL_LENGTH);
    try {
      var out = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writing.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return bytes.toByteArray();
  }

  static void write(Learner user, Encoder out) throws IOException {
    out.writeLong(user.id().value());
    out.writeBoolean(user.accountActive());
    out.writeString(user.username());
    out.writeString(user.email());
    out.writeString(user.name());
  }

  static void write(Optional<Instant> time, Encoder out) throws IOException {
    writeIndex(time, out);
    if (time.isPresent()) {
      out.writeString(PythonText.isoformat(time.get()));
    }
  }

  static void writeIndex(Optional<?> value, Encoder out) throws IOException {
    out.writeIndex(value.isPresent() ? PRESENT : NULL);
  }

  interface Writing {
    void write(Encoder out) throws IOException;
  }
}
