package org.rollbook.model.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

/// Keys that sort bytewise as their values do: a learner as 8 bytes with the sign flipped, a course
/// as UTF-8 and a zero byte.
///
/// No course contains a zero byte and no learner's key begins with one, so keys that begin with
/// [#RESERVED] belong to no learner or course and sort first.
public final class KeyBytes {

  /// The first byte of reserved keys: as-of rows, watermarks, dirty marks.
  public static final byte RESERVED = 0;

  private static final int NUMBER_LENGTH = Long.BYTES;

  private KeyBytes() {}

  public static byte[] of(LearnerId learner) {
    return of(learner.value());
  }

  /// A number, as a learner is written.
  public static byte[] of(long number) {
    return ByteBuffer.allocate(NUMBER_LENGTH).putLong(number ^ Long.MIN_VALUE).array();
  }

  public static byte[] of(CourseKey course) {
    byte[] text = course.value().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(text.length + 1).put(text).array();
  }

  public static byte[] of(LearnerId learner, CourseKey course) {
    return concat(of(learner), of(course));
  }

  public static byte[] of(CourseKey course, LearnerId learner) {
    return concat(of(course), of(learner));
  }

  /// The learner at an offset of a key.
  public static LearnerId learnerAt(byte[] key, int offset) {
    return new LearnerId(numberAt(key, offset));
  }

  /// The number at an offset of a key.
  public static long numberAt(byte[] key, int offset) {
    return ByteBuffer.wrap(key).getLong(offset) ^ Long.MIN_VALUE;
  }

  /// The course that begins at an offset of a key and ends before the next zero byte.
  ///
  /// @throws IllegalArgumentException if no zero byte follows
  public static CourseKey courseAt(byte[] key, int offset) {
    for (int end = offset; end < key.length; end++) {
      if (key[end] == 0) {
        return new CourseKey(new String(key, offset, end - offset, StandardCharsets.UTF_8));
      }
    }
    throw new IllegalArgumentException("no course ends in a key of " + key.length + " bytes");
  }

  public static boolean isReserved(byte[] key) {
    return key.length > 0 && key[0] == RESERVED;
  }

  public static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
