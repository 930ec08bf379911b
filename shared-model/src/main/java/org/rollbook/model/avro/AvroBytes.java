package org.rollbook.model.avro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// Converts values to Avro bytes and back, by their form.
public final class AvroBytes {

  private AvroBytes() {}

  /// A value as bare Avro.
  public static <T> byte[] plain(AvroForm<T> form, T value) {
    return written(new BytesEncoder(), form, value);
  }

  /// The value of bare Avro.
  ///
  /// @throws DecodeException if the bytes are anything but one whole value
  public static <T> T fromPlain(AvroForm<T> form, byte[] bytes) throws DecodeException {
    return read(form, ByteBuffer.wrap(bytes));
  }

  /// Avro after one byte that names its format: stored bytes must outlive their first schema.
  public static <T> byte[] versioned(byte format, AvroForm<T> form, T value) {
    var out = new BytesEncoder();
    out.writeByte(format);
    return written(out, form, value);
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

  private static <T> byte[] written(BytesEncoder out, AvroForm<T> form, T value) {
    try {
      form.write(value, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array in memory refused bytes", impossible);
    }
    return out.toBytes();
  }

  private static <T> T read(AvroForm<T> form, ByteBuffer bytes) throws DecodeException {
    var decoder = new BoundedDecoder(bytes);
    return decoder.whole(() -> form.read(decoder));
  }
}
