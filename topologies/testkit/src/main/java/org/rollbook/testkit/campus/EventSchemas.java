package org.rollbook.testkit.campus;

import static org.rollbook.testkit.campus.SchemaText.course;
import static org.rollbook.testkit.campus.SchemaText.event;
import static org.rollbook.testkit.campus.SchemaText.field;
import static org.rollbook.testkit.campus.SchemaText.nullable;
import static org.rollbook.testkit.campus.SchemaText.record;
import static org.rollbook.testkit.campus.SchemaText.user;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The schemas of the campus's events, field by field in the order of the producer's attrs classes.
final class EventSchemas {

  /// The field `course_key` of the value, which is the key of nearly all events.
  static final String COURSE_KEY = SchemaText.key("course_key");

  /// The field of a custom course's key: the same course has different key bytes there.
  static final String CCX_KEY = SchemaText.key("ccx_course_key");

  /// The field `name` of a tracking event: all events of one name have the same key.
  static final String TRACKING_KEY = SchemaText.key("name");

  private EventSchemas() {}

  static String key(LmsEventType type) {
    return switch (type) {
      case ENROLLMENT_CREATED,
          ENROLLMENT_CHANGED,
          UNENROLLMENT_COMPLETED,
          COURSE_PASSING_STATUS_UPDATED,
          PERSISTENT_GRADE_SUMMARY_CHANGED ->
          COURSE_KEY;
      case CCX_PASSING_STATUS_UPDATED -> CCX_KEY;
      case TRACKING_EVENT_EMITTED -> TRACKING_KEY;
    };
  }

  static String value(LmsEventType type) {
    return switch (type) {
      case ENROLLMENT_CREATED, ENROLLMENT_CHANGED, UNENROLLMENT_COMPLETED ->
          event(type, "enrollment", enrollment());
      case COURSE_PASSING_STATUS_UPDATED -> event(type, "course_passing_status", passing());
      case CCX_PASSING_STATUS_UPDATED -> event(type, "course_passing_status", ccxPassing());
      case TRACKING_EVENT_EMITTED -> event(type, "tracking_log", tracking());
      case PERSISTENT_GRADE_SUMMARY_CHANGED -> event(type, "grade", grade());
    };
  }

  private static Map<String, @Nullable Object> enrollment() {
    return record(
        "CourseEnrollmentData",
        field("user", user()),
        field("course", course()),
        field("mode", "string"),
        field("is_active", "boolean"),
        field("creation_date", "string"),
        nullable("created_by", "UserData"));
  }

  private static Map<String, @Nullable Object> grade() {
    return record(
        "PersistentCourseGradeData",
        field("user_id", "long"),
        field("course", course()),
        field("course_edited_timestamp", "string"),
        field("course_version", "string"),
        field("grading_policy_hash", "string"),
        field("percent_grade", "double"),
        field("letter_grade", "string"),
        field("passed_timestamp", "string"));
  }

  private static Map<String, @Nullable Object> passing() {
    return record(
        "CoursePassingStatusData",
        field("is_passing", "boolean"),
        field("course", course()),
        field("user", user()));
  }

  private static Map<String, @Nullable Object> ccxPassing() {
    var ccx =
        record(
            "CcxCourseData",
            field("ccx_course_key", "string"),
            field("master_course_key", "string"),
            field("display_name", "string"),
            field("coach_email", "string"),
            nullable("start", "string"),
            nullable("end", "string"),
            nullable("max_students_allowed", "long"));
    return record(
        "CcxCoursePassingStatusData",
        field("is_passing", "boolean"),
        field("user", user()),
        field("course", ccx));
  }

  private static Map<String, @Nullable Object> tracking() {
    return record(
        "TrackingLogData",
        field("name", "string"),
        field("timestamp", "string"),
        field("data", "string"),
        field("context", "string"));
  }
}
