package org.rollbook.model.avro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.Encoder;
import org.apache.avro.util.Utf8;

/// Writes Avro's binary encoding into an array that grows.
///
/// Avro's own encoder writes to a stream, and to an array stream byte by byte under a lock; each
/// event makes ten such values. The bytes are the same.
///
/// One value, one thread.
final class BytesEncoder extends Encoder {

  /// Large enough for most values: a grade has some 400 bytes.
  private static final int USUAL_SIZE = 512;

  private static final int MAX_NUMBER_BYTES = 10;
  private static final int END_OF_BLOCKS = 0;

  private byte[] bytes = new byte[USUAL_SIZE];
  private int length;

  /// The bytes written so far.
  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /// Writes a byte that is not part of the Avro.
  void writeByte(int value) {
    makeRoom(1);
    bytes[length++] = (byte) value;
  }

  @Override
  public void flush() {}

  @Override
  public void writeNull() {}

  @Override
  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  @Override
  public void writeInt(int value) {
    // Avro writes both in the same way.
    writeLong(value);
  }

  @Override
  public void writeLong(long value) {
    makeRoom(MAX_NUMBER_BYTES);
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7fL) != 0) {
      bytes[length++] = (byte) (zigzag | 0x80);
      zigzag >>>= 7;
    }
    bytes[length++] = (byte) zigzag;
  }

  @Override
  public void writeFloat(float value) {
    makeRoom(Float.BYTES);
    littleEndian().putFloat(length, value);
    length += Float.BYTES;
  }

  @Override
  public void writeDouble(double value) {
    makeRoom(Double.BYTES);
    littleEndian().putDouble(length, value);
    length += Double.BYTES;
  }

  private ByteBuffer littleEndian() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void writeString(Utf8 text) {
    writeBytes(text.getBytes(), 0, text.getByteLength());
  }

  @Override
  public void writeString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeBytes(utf8, 0, utf8.length);
  }

  @Override
  public void writeBytes(ByteBuffer value) {
    int size = value.remaining();
    writeLong(size);
    makeRoom(size);
    value.get(value.position(), bytes, length, size);
    length += size;
  }

  @Override
  public void writeBytes(byte[] value, int start, int size) {
    writeLong(size);
    writeFixed(value, start, size);
  }

  @Override
  public void writeFixed(byte[] value, int start, int size) {
    makeRoom(size);
    System.arraycopy(value, start, bytes, length, size);
    length += size;
  }

  @Override
  public void writeEnum(int index) {
    writeLong(index);
  }

  @Override
  public void writeArrayStart() {}

  @Override
  public void setItemCount(long items) {
    if (items > 0) {
      writeLong(items);
    }
  }

  @Override
  public void startItem() {}

  @Override
  public void writeArrayEnd() {
    writeByte(END_OF_BLOCKS);
  }

  @Override
  public void writeMapStart() {}

  @Override
  public void writeMapEnd() {
    writeByte(END_OF_BLOCKS);
  }

  @Override
  public void writeIndex(int index) {
    writeLong(index);
  }

  private void makeRoom(int size) {
    int needed = Math.addExact(length, size);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
  }
}
