package org.rollbook.model.openedx;

import org.apache.avro.Schema;
import org.rollbook.model.EventType;

/// Which of our narrow schemas an event type is read by. Said here and nowhere else, so that the
/// build can hold every one of them against what Open edX writes.
public final class ReaderSchemas {

  private ReaderSchemas() {}

  public static Schema of(EventType type) {
    return switch (type) {
      case ENROLLMENT_CREATED, ENROLLMENT_CHANGED, UNENROLLMENT_COMPLETED ->
          EnrollmentEvents.READER_SCHEMA;
      case COURSE_PASSING_STATUS_UPDATED -> GradeEvents.PASSING_STATUS;
      case CCX_PASSING_STATUS_UPDATED -> GradeEvents.CCX_PASSING_STATUS;
      case TRACKING_EVENT_EMITTED -> GradeEvents.TRACKING;
      case PERSISTENT_GRADE_SUMMARY_CHANGED -> GradeEvents.SUMMARY;
    };
  }
}
