package org.rollbook.model.avro;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.StrictUtf8;

/// Reads Avro's binary encoding from untrusted bytes.
///
/// Since 1.12.2 Avro's own decoder checks a length against the bytes that are left, but it accepts
/// other broken input: it skips a negative length as if it were zero, reads any byte but one as
/// false, puts replacement characters where text is not UTF-8, and lets a block claim two thousand
/// million items of no bytes. Here each of these is an [IOException].
///
/// One value, one thread.
final class BoundedDecoder extends Decoder {

  private static final int MAX_INT_BYTES = 5;
  private static final int MAX_LONG_BYTES = 10;

  private final ByteBuffer bytes;

  /// How many more items of arrays and maps are allowed: in total as many as there were bytes.
  private long itemsLeft;

  BoundedDecoder(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.itemsLeft = this.bytes.remaining();
  }

  /// A read that may fail on broken bytes.
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /// The value of all the bytes.
  ///
  /// @throws DecodeException if the reading fails in any way, or leaves bytes over
  <T> T whole(Reading<T> reading) throws DecodeException {
    try {
      T value = reading.read();
      if (bytes.hasRemaining()) {
        throw new DecodeException(bytes.remaining() + " bytes too many");
      }
      return value;
    } catch (IOException | RuntimeException broken) {
      // For malformed bytes Avro throws AvroRuntimeException, IndexOutOfBounds, ClassCast and
      // others; values throw IllegalArgumentException.
      throw new DecodeException("byte " + bytes.position() + ": " + broken.getMessage(), broken);
    }
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    byte value = next();
    if (value != 0 && value != 1) {
      throw new IOException("boolean must be 0 or 1: " + value);
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readVariable(MAX_INT_BYTES);
    if (value != (int) value) {
      throw new IOException("int must have 32 bits: " + value);
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    return readVariable(MAX_LONG_BYTES);
  }

  @Override
  public float readFloat() throws IOException {
    return bytes.getFloat(skipped(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return bytes.getDouble(skipped(Double.BYTES));
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    byte[] text = new byte[length];
    bytes.get(skipped(length), text);
    return StrictUtf8.decode(text);
  }

  @Override
  public void skipString() throws IOException {
    skipped(length());
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    byte[] copy = new byte[length()];
    readFixed(copy, 0, copy.length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() throws IOException {
    skipped(length());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    bytes.get(skipped(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    skipped(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return items();
  }

  @Override
  public long arrayNext() throws IOException {
    return items();
  }

  @Override
  public long skipArray() throws IOException {
    return itemsToSkip();
  }

  @Override
  public long readMapStart() throws IOException {
    return items();
  }

  @Override
  public long mapNext() throws IOException {
    return items();
  }

  @Override
  public long skipMap() throws IOException {
    return itemsToSkip();
  }

  @Override
  public int remainingBytes() {
    return bytes.remaining();
  }

  /// How many items the next block has. A negative count is followed by the block's length.
  private long items() throws IOException {
    long count = readLong();
    if (count < 0) {
      length();
      count = -count;
    }
    return counted(count);
  }

  /// How many items must be skipped one by one; blocks that state their length are skipped here.
  private long itemsToSkip() throws IOException {
    long count = readLong();
    while (count < 0) {
      counted(-count);
      skipped(length());
      count = readLong();
    }
    return counted(count);
  }

  private long counted(long items) throws IOException {
    if (items < 0 || items > itemsLeft) {
      throw new IOException("a block of " + items + " items, more than there were bytes");
    }
    itemsLeft -= items;
    return items;
  }

  private int length() throws IOException {
    long length = readLong();
    if (length < 0 || length > bytes.remaining()) {
      throw new EOFException("length must be 0 to " + bytes.remaining() + ": " + length);
    }
    return (int) length;
  }

  /// Skips a length and returns the position before it.
  private int skipped(int length) throws IOException {
    if (length > bytes.remaining()) {
      throw new EOFException("expected " + length + " bytes, " + bytes.remaining() + " are left");
    }
    int start = bytes.position();
    bytes.position(start + length);
    return start;
  }

  private byte next() throws IOException {
    return bytes.get(skipped(1));
  }

  /// A zigzag number, seven bits a byte, least significant bits first.
  private long readVariable(int maxBytes) throws IOException {
    long zigzag = 0;
    for (int i = 0; i < maxBytes; i++) {
      byte part = next();
      // The tenth byte has only the sixty-fourth bit.
      if (i == MAX_LONG_BYTES - 1 && part > 1) {
        break;
      }
      zigzag |= (part & 0x7fL) << (7 * i);
      if (part >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IOException("number has more than " + maxBytes + " bytes");
  }
}
