package org.rollbook.runtime.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The key of a journal record, which keeps every event of a view key once.
///
/// ```
/// view key | event id, UTF-8 | length of the event id in bytes, 2 bytes big-endian
/// ```
///
/// The length comes last, so that code that knows nothing of view keys can split a key without its
/// value (an erased event has none), and keys still begin with the view key.
public final class JournalKey {

  private static final int MAX_ID_LENGTH = 0xFFFF;

  private JournalKey() {}

  /// The key under which a view key keeps an event.
  ///
  /// @throws IllegalArgumentException if the event id has more than 65,535 bytes
  public static byte[] of(byte[] viewKey, String eventId) {
    byte[] id = eventId.getBytes(StandardCharsets.UTF_8);
    if (id.length > MAX_ID_LENGTH) {
      throw new IllegalArgumentException("event id has " + id.length + " bytes");
    }
    return ByteBuffer.allocate(viewKey.length + id.length + Short.BYTES)
        .put(viewKey)
        .put(id)
        .putShort((short) id.length)
        .array();
  }

  /// The view key.
  ///
  /// @throws IllegalArgumentException if this is no journal key
  public static byte[] viewKeyOf(byte[] key) {
    return Arrays.copyOf(key, endOfViewKey(key));
  }

  /// The event id.
  ///
  /// @throws IllegalArgumentException if this is no journal key
  public static String eventIdOf(byte[] key) {
    int start = endOfViewKey(key);
    return new String(key, start, key.length - Short.BYTES - start, StandardCharsets.UTF_8);
  }

  private static int endOfViewKey(byte[] key) {
    int endOfId = key.length - Short.BYTES;
    if (endOfId >= 0) {
      int end = endOfId - Short.toUnsignedInt(ByteBuffer.wrap(key).getShort(endOfId));
      if (end >= 0) {
        return end;
      }
    }
    throw new IllegalArgumentException("not a journal key, of " + key.length + " bytes");
  }
}
