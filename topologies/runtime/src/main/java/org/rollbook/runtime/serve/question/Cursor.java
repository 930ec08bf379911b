package org.rollbook.runtime.serve.question;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.runtime.serve.http.Digest;
import org.rollbook.runtime.serve.problem.InvalidParameterException;
import org.rollbook.runtime.serve.query.PageStart;
import org.rollbook.runtime.serve.query.PageStart.Direction;

/// A [PageStart] in a form that clients carry: opaque text that is valid only for the same list.
///
/// Base64url of a format byte, a direction byte, four bytes of a digest of the list's path, and the
/// key, which is empty before the first row. It names a key, not an offset, so that it stays valid
/// while rows are added and partitions move.
public final class Cursor {

  private static final byte FORMAT = 1;
  private static final int LIST_BYTES = 4;
  private static final int KEY_AT = 2 + LIST_BYTES;

  private Cursor() {}

  public static String write(PageStart start, String path) {
    byte direction =
        switch (start.direction()) {
          case AFTER -> 0;
          case BEFORE -> 1;
        };
    byte[] key = start.key().get();
    byte[] bytes =
        ByteBuffer.allocate(KEY_AT + key.length)
            .put(FORMAT)
            .put(direction)
            .put(listOf(path))
            .put(key)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Reads a cursor of the list at a path.
  ///
  /// @throws InvalidParameterException if it is not a cursor, or is another list's
  static PageStart read(String text, String path) {
    ByteBuffer bytes = ByteBuffer.wrap(decoded(text));
    if (bytes.remaining() < KEY_AT || bytes.get() != FORMAT) {
      throw wrong();
    }
    Direction direction =
        switch (bytes.get()) {
          case 0 -> Direction.AFTER;
          case 1 -> Direction.BEFORE;
          default -> throw wrong();
        };
    byte[] list = new byte[LIST_BYTES];
    byte[] key = new byte[bytes.remaining() - LIST_BYTES];
    bytes.get(list).get(key);
    if (!Arrays.equals(list, listOf(path))) {
      throw wrong();
    }
    return new PageStart(Bytes.wrap(key), direction);
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw wrong();
    }
  }

  /// Different spellings of one path percent-encode different characters; the digest must be the
  /// same.
  private static byte[] listOf(String path) {
    String decoded = URLDecoder.decode(path, StandardCharsets.UTF_8);
    return Digest.of(decoded.getBytes(StandardCharsets.UTF_8), LIST_BYTES);
  }

  private static InvalidParameterException wrong() {
    return new InvalidParameterException(
        PageParameters.CURSOR, "must be one that this list's next or previous gave");
  }
}
