package org.rollbook.runtime.serve.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The first bytes of a SHA-256: enough to distinguish values, not to protect them.
public final class Digest {

  private Digest() {}

  public static byte[] of(byte[] content, int length) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(content), length);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
