package org.rollbook.model.event;

import java.time.DateTimeException;
import java.time.Instant;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

/// Converts fields that many events have to our values, within their bounds. Each names its field
/// in a [Rejection].
public final class EventFields {

  private EventFields() {}

  public static LearnerId learner(long id, String field) throws Rejection {
    if (id <= 0) {
      throw new Rejection(RejectCause.BAD_LEARNER_ID, field + " is " + id);
    }
    return new LearnerId(id);
  }

  public static CourseKey course(String key, String field) throws Rejection {
    try {
      return new CourseKey(key);
    } catch (IllegalArgumentException wrong) {
      throw new Rejection(RejectCause.BAD_COURSE_KEY, field + " is not a course key");
    }
  }

  public static Instant time(String text, String field) throws Rejection {
    try {
      return IsoTime.parse(text);
    } catch (DateTimeException wrong) {
      throw new Rejection(RejectCause.BAD_TIME, field + " is not a time in years 1 to 9999");
    }
  }

  /// A text as it is.
  ///
  /// @param longest characters, counted as the LMS's database does: one beyond the first 65,536
  ///   counts as one
  public static String text(String text, int longest, String field) throws Rejection {
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      throw new Rejection(RejectCause.UNDECODABLE, field + " has " + length + " characters");
    }
    // JSON can escape half of a surrogate pair, which no encoding can write.
    if (hasHalfCharacter(text)) {
      throw new Rejection(RejectCause.UNDECODABLE, field + " has half a character");
    }
    return text;
  }

  private static boolean hasHalfCharacter(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(at))) {
          return true;
        }
        at++;
      }
    }
    return false;
  }
}
