package org.rollbook.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text of bytes that must be UTF-8.
public final class StrictUtf8 {

  /// The character that `new String` puts in the place of bytes that are not UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  private StrictUtf8() {}

  /// The text of an array.
  ///
  /// @throws CharacterCodingException if it is not UTF-8
  public static String decode(byte[] bytes) throws CharacterCodingException {
    var text = new String(bytes, StandardCharsets.UTF_8);
    // The text may also have been sent with this character. Only a strict decoder can distinguish
    // the two cases, at many times the cost.
    return text.indexOf(REPLACEMENT) < 0
        ? text
        : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
