package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/// Checks that a codec written by hand agrees with its schema, as Avro reads the schema.
public final class CodecConformance {

  private CodecConformance() {}

  /// Asserts that Avro reads what the codec writes, that the codec reads what Avro writes, and that
  /// the values are equal.
  public static <T> void assertConforms(AvroCodec<T> codec, T value)
      throws IOException, DecodeException {
    byte[] ours = AvroBytes.plain(codec, value);

    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(ours, null);
    Object generic = new GenericDatumReader<>(codec.schema()).read(null, decoder);
    assertThat(decoder.isEnd()).as("Avro reads every byte").isTrue();

    var theirs = new ByteArrayOutputStream();
    Encoder encoder = EncoderFactory.get().binaryEncoder(theirs, null);
    new GenericDatumWriter<>(codec.schema()).write(generic, encoder);
    encoder.flush();
    assertThat(AvroBytes.fromPlain(codec, theirs.toByteArray())).isEqualTo(value);
    assertThat(AvroBytes.fromPlain(codec, ours)).isEqualTo(value);
  }
}
