package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/// Times as Avro's `timestamp-micros`.
final class MicrosCodec {

  static final Schema SCHEMA =
      LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));

  static final Schema OPTIONAL_SCHEMA = Schema.createUnion(Schema.create(Schema.Type.NULL), SCHEMA);

  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  private MicrosCodec() {}

  static void write(Instant time, Encoder out) throws IOException {
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, time));
  }

  static Instant read(Decoder in) throws IOException {
    return Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
  }

  static void writeOptional(@Nullable Instant time, Encoder out) throws IOException {
    out.writeIndex(time == null ? ABSENT : PRESENT);
    if (time != null) {
      write(time, out);
    }
  }

  static Optional<Instant> readOptional(Decoder in) throws IOException {
    return in.readIndex() == ABSENT ? Optional.empty() : Optional.of(read(in));
  }
}
