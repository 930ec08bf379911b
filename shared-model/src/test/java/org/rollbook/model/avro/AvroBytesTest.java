package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rollbook.model.avro.CodecConformance.assertConforms;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

final class AvroBytesTest {

  private static final byte FORMAT = 1;
  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  @Property
  void shouldReadEveryTimeItWrites(
      @ForAll @LongRange(min = -(1L << 60), max = 1L << 60) long micros)
      throws IOException, DecodeException {
    Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);

    assertConforms(AvroTypes.TIME, time);
  }

  @Example
  void shouldPutTheFormatFirst() throws DecodeException {
    byte[] bytes = AvroBytes.versioned(FORMAT, AvroTypes.TIME, NOON);

    assertThat(bytes[0]).isEqualTo(FORMAT);
    assertThat(AvroBytes.fromVersioned(FORMAT, AvroTypes.TIME, bytes)).isEqualTo(NOON);
  }

  @Example
  void shouldRefuseAnotherFormat() {
    byte[] bytes = AvroBytes.versioned((byte) 2, AvroTypes.TIME, NOON);

    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> AvroBytes.fromVersioned(FORMAT, AvroTypes.TIME, bytes))
        .withMessage("format must be 1: 2");
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> AvroBytes.fromVersioned(FORMAT, AvroTypes.TIME, new byte[0]));
  }

  @Example
  void shouldRefuseBytesAfterTheValue() {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> AvroBytes.fromPlain(AvroTypes.TIME, new byte[] {0, 0, 0}))
        .withMessage("2 bytes too many");
  }

  @Example
  void shouldRefuseBytesThatTheValueRefuses() {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> AvroBytes.fromPlain(new Picky(), new byte[] {0}))
        .withMessage("byte 1: must not be 0")
        .withCauseInstanceOf(IllegalArgumentException.class);
  }

  private static final class Picky implements AvroCodec<Integer> {

    @Override
    public Schema schema() {
      return Schema.create(Schema.Type.INT);
    }

    @Override
    public void write(Integer value, Encoder out) throws IOException {
      out.writeInt(value);
    }

    @Override
    public Integer read(Decoder in) throws IOException {
      int value = in.readInt();
      if (value == 0) {
        throw new IllegalArgumentException("must not be 0");
      }
      return value;
    }
  }
}
