package org.rollbook.model.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The first 64 bits of a SHA-256, the greatest byte first: enough to tell contents apart that
/// nobody chooses to collide.
public final class ShortHash {

  /// Never fed: finding an algorithm takes longer than copying it.
  private static final MessageDigest EMPTY = sha256();

  private ShortHash() {}

  public static long of(byte[] content) {
    try {
      return ByteBuffer.wrap(((MessageDigest) EMPTY.clone()).digest(content)).getLong();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("every JVM can copy SHA-256", impossible);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
