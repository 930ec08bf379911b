package org.rollbook.grades.topology;

import java.time.DateTimeException;
import java.time.Instant;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.event.RejectCause;

/// What events hold, as values of ours.
final class Claims {

  /// What the LMS's columns hold (`PersistentCourseGrade`): nothing that came from there is longer.
  private static final int LONGEST_TEXT = 255;

  private Claims() {}

  /// Something that makes no sense.
  static final class Senseless extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectCause cause;
    private final String detail;

    /// @param detail a sentence for whoever looks at the dead letter, without personal data
    Senseless(RejectCause cause, String detail) {
      super(detail);
      this.cause = cause;
      this.detail = detail;
    }

    RejectCause cause() {
      return cause;
    }

    String detail() {
      return detail;
    }
  }

  static LearnerId learner(long id, String field) throws Senseless {
    if (id <= 0) {
      throw new Senseless(RejectCause.BAD_LEARNER_ID, field + " is " + id);
    }
    return new LearnerId(id);
  }

  static CourseKey course(String key, String field) throws Senseless {
    try {
      return new CourseKey(key);
    } catch (IllegalArgumentException wrong) {
      throw new Senseless(RejectCause.BAD_COURSE_KEY, field + " is not a course key");
    }
  }

  static Instant time(String text, String field) throws Senseless {
    try {
      return IsoTime.parse(text);
    } catch (DateTimeException wrong) {
      throw new Senseless(RejectCause.BAD_TIME, field + " is not a time in years 1 to 9999");
    }
  }

  static Calculation calculation(
      double percent, String letter, String gradingPolicyHash, String courseVersion)
      throws Senseless {
    if (!Double.isFinite(percent) || percent < 0) {
      throw new Senseless(RejectCause.UNDECODABLE, "percent_grade is " + percent);
    }
    return new Calculation(
        percent,
        text(letter, "letter_grade"),
        text(gradingPolicyHash, "grading_policy_hash"),
        text(courseVersion, "course_version"));
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static String text(String text, String field) throws Senseless {
    int length = text.codePointCount(0, text.length());
    if (length > LONGEST_TEXT) {
      throw new Senseless(RejectCause.UNDECODABLE, field + " has " + length + " characters");
    }
    // JSON can escape half of a character, which no encoding can write again.
    if (text.codePoints().anyMatch(Claims::isHalf)) {
      throw new Senseless(RejectCause.UNDECODABLE, field + " has half a character");
    }
    return text;
  }
}
