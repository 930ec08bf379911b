package org.rollbook.model.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/// Values to Avro bytes and back, by their form.
public final class AvroBytes {

  /// Holds most values without growing: a grade has some 400 bytes.
  private static final int USUAL_SIZE = 512;

  private AvroBytes() {}

  /// The bare Avro of a value.
  public static <T> byte[] plain(AvroForm<T> form, T value) {
    var bytes = new ByteArrayOutputStream(USUAL_SIZE);
    writeTo(bytes, form, value);
    return bytes.toByteArray();
  }

  /// The value of bare Avro.
  ///
  /// @throws DecodeException if the bytes are anything but one whole value
  public static <T> T fromPlain(AvroForm<T> form, byte[] bytes) throws DecodeException {
    return read(form, ByteBuffer.wrap(bytes));
  }

  /// Avro after one byte that says how it is written: what we keep must outlive its first schema.
  public static <T> byte[] versioned(byte format, AvroForm<T> form, T value) {
    var bytes = new ByteArrayOutputStream(USUAL_SIZE);
    bytes.write(format);
    writeTo(bytes, form, value);
    return bytes.toByteArray();
  }

  /// The value of versioned Avro.
  ///
  /// @throws DecodeException if the first byte is another, or the rest anything but one whole value
  public static <T> T fromVersioned(byte format, AvroForm<T> form, byte[] bytes)
      throws DecodeException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (!buffer.hasRemaining()) {
      throw new DecodeException("no bytes, expected format " + format);
    }
    byte found = buffer.get();
    if (found != format) {
      throw new DecodeException("format must be " + format + ": " + found);
    }
    return read(form, buffer);
  }

  private static <T> void writeTo(ByteArrayOutputStream bytes, AvroForm<T> form, T value) {
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      form.write(value, encoder);
      encoder.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array in memory refused bytes", impossible);
    }
  }

  private static <T> T read(AvroForm<T> form, ByteBuffer bytes) throws DecodeException {
    var decoder = new BoundedDecoder(bytes);
    return decoder.whole(() -> form.read(decoder));
  }
}
