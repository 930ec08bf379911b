package org.rollbook.testkit.campus;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What the LMS's database makes of some rows: how many there are, and the exclusive or of the
/// first 64 bits of the SHA-256 of each row's text.
///
/// @param digest 16 hexadecimal digits
public record LmsDigest(long count, String digest) {

  private static final int HASHED_BYTES = 8;
  private static final int LEARNERS_IN_A_BUCKET = 4_096;

  /// The digests of all rows, by bucket of 4,096 learners.
  ///
  /// @param text of a row; none if the LMS has no such row
  static <R> Map<Long, LmsDigest> byBucket(
      Collection<R> rows,
      Function<R, CampusEnrollmentKey> key,
      Function<R, Optional<String>> text) {
    var digests = new TreeMap<Long, LmsDigest>();
    for (R row : rows) {
      long bucket = key.apply(row).learner().value() / LEARNERS_IN_A_BUCKET;
      text.apply(row).ifPresent(it -> digests.merge(bucket, of(it), LmsDigest::and));
    }
    return digests;
  }

  private static LmsDigest of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new LmsDigest(1, hex(new BigInteger(1, Arrays.copyOf(hash, HASHED_BYTES))));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private LmsDigest and(LmsDigest other) {
    return new LmsDigest(
        count + other.count, hex(new BigInteger(digest, 16).xor(new BigInteger(other.digest, 16))));
  }

  private static String hex(BigInteger number) {
    return "%016x".formatted(number);
  }
}
