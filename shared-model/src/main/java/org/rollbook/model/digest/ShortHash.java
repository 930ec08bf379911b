package org.rollbook.model.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The first 64 bits of a SHA-256, the greatest byte first: enough to tell contents apart that
/// nobody chooses to collide.
public final class ShortHash {

  private ShortHash() {}

  public static long of(byte[] content) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content)).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
