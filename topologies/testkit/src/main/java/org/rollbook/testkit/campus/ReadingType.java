package org.rollbook.testkit.campus;

import java.util.Arrays;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.model.lms.Reading;

/// The types of readings: what the reconciler publishes of the LMS's tables. A reading has a whole
/// row, or that there is none.
enum ReadingType {
  ENROLLMENT_READ(LmsEnrollment.READ, false),
  ENROLLMENT_ABSENT(LmsEnrollment.ABSENT, true),
  GRADE_READ(LmsGrade.READ, false),
  GRADE_ABSENT(LmsGrade.ABSENT, true);

  private final String wireName;
  private final boolean absence;

  ReadingType(Reading<?> reading, boolean absence) {
    this.wireName = reading.type().wireName();
    this.absence = absence;
  }

  /// Whether an event type is that of a reading.
  static boolean includes(EventType type) {
    return Arrays.stream(values()).anyMatch(reading -> reading.wireName.equals(type.wireName()));
  }

  /// Whether a stamp is that of a reading.
  static boolean isOf(EventStamp stamp) {
    return includes(stamp.eventType());
  }

  /// Whether a stamp is that of a reading that found no row.
  static boolean isAbsence(EventStamp stamp) {
    return Arrays.stream(values())
        .anyMatch(
            reading -> reading.absence && reading.wireName.equals(stamp.eventType().wireName()));
  }
}
