package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.assertj.core.data.Index;

/// Compares our encoder with Avro's: both write the same bytes.
final class BytesEncoderTest {

  @Property
  void shouldWriteWhatAvroWrites(@ForAll long seed) throws IOException {
    Object value = new RandomData(BoundedDecoderTest.EVERYTHING, 1, seed).iterator().next();

    assertThat(written(value)).isEqualTo(writtenByAvro(value));
  }

  @Property
  void shouldWriteAnyNumberAsAvroDoes(@ForAll long number) throws IOException {
    var ours = new BytesEncoder();
    ours.writeLong(number);
    var bytes = new ByteArrayOutputStream();
    Encoder avro = EncoderFactory.get().binaryEncoder(bytes, null);
    avro.writeLong(number);
    avro.flush();

    assertThat(ours.toBytes()).isEqualTo(bytes.toByteArray());
  }

  @Property
  void shouldWriteAnyTextAsAvroDoes(@ForAll String text) throws IOException {
    var ours = new BytesEncoder();
    ours.writeString(text);
    var bytes = new ByteArrayOutputStream();
    Encoder avro = EncoderFactory.get().binaryEncoder(bytes, null);
    avro.writeString(text);
    avro.flush();

    assertThat(ours.toBytes()).isEqualTo(bytes.toByteArray());
  }

  @Example
  void shouldGrow() {
    var out = new BytesEncoder();
    byte[] half = new byte[1_000];
    half[999] = 7;
    out.writeFixed(half, 0, half.length);
    out.writeFixed(half, 0, half.length);

    assertThat(out.toBytes()).hasSize(2_000).endsWith(7).contains(7, Index.atIndex(999));
  }

  private static byte[] written(Object value) throws IOException {
    var out = new BytesEncoder();
    new GenericDatumWriter<>(BoundedDecoderTest.EVERYTHING).write(value, out);
    return out.toBytes();
  }

  private static byte[] writtenByAvro(Object value) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Encoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<>(BoundedDecoderTest.EVERYTHING).write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
