package org.rollbook.model.openedx;

import org.apache.avro.Schema;
import org.rollbook.model.EventType;

/// The narrow schema with which each event type is read. They are listed only here, so that the
/// build can compare every one of them with what Open edX writes.
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
