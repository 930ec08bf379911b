package org.rollbook.model.avro;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/// Times as Avro's `timestamp-micros`: microseconds since 1970, in UTC.
public final class TimestampMicros implements AvroCodec<Instant> {

  public static final TimestampMicros CODEC = new TimestampMicros();

  /// The same, for a field that may be null.
  public static final NullableCodec<Instant> OPTIONAL = new NullableCodec<>(CODEC);

  private final Schema schema =
      LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));

  private TimestampMicros() {}

  @Override
  public Schema schema() {
    return schema;
  }

  /// Writes whole microseconds.
  ///
  /// @throws ArithmeticException if they do not fit a long: some 290,000 years from now
  @Override
  public void write(Instant value, Encoder out) throws IOException {
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, value));
  }

  @Override
  public Instant read(Decoder in) throws IOException {
    return Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
  }
}
