package org.rollbook.model.avro;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Confluent's wire format: a zero byte, the schema's id as four bytes, and the Avro.
public final class ConfluentFraming {

  private static final byte MAGIC = 0;
  private static final int HEADER_LENGTH = 1 + Integer.BYTES;

  /// A message taken apart.
  ///
  /// @param avro a view of the message's bytes; read it through a duplicate
  public record Framed(int schemaId, ByteBuffer avro) {}

  private ConfluentFraming() {}

  public static byte[] framed(int schemaId, byte[] avro) {
    return ByteBuffer.allocate(HEADER_LENGTH + avro.length)
        .put(MAGIC)
        .putInt(schemaId)
        .put(avro)
        .array();
  }

  /// The frame, if the bytes have one: enough bytes, and the first is zero. The Avro may be empty.
  public static Optional<Framed> parse(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length < HEADER_LENGTH || bytes[0] != MAGIC) {
      return Optional.empty();
    }
    ByteBuffer frame = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    int schemaId = frame.getInt(1);
    return Optional.of(
        new Framed(schemaId, frame.slice(HEADER_LENGTH, bytes.length - HEADER_LENGTH)));
  }
}
