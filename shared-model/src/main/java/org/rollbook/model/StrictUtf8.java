package org.rollbook.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text of bytes that must be UTF-8.
public final class StrictUtf8 {

  /// What `new String` puts where bytes are not UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  private StrictUtf8() {}

  /// The text of an array.
  ///
  /// @throws CharacterCodingException if it is not UTF-8
  public static String decode(byte[] bytes) throws CharacterCodingException {
    var text = new String(bytes, StandardCharsets.UTF_8);
    // A text may also have come with the character in it. Only a decoder of its own tells, at many
    // times the cost.
    return text.indexOf(REPLACEMENT) < 0
        ? text
        : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
