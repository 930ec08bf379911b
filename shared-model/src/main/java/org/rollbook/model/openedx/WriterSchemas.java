package org.rollbook.model.openedx;

import static org.rollbook.model.openedx.AttrsSchema.event;
import static org.rollbook.model.openedx.AttrsSchema.field;
import static org.rollbook.model.openedx.AttrsSchema.nullable;
import static org.rollbook.model.openedx.AttrsSchema.record;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.EventType;

/// The schemas of the events that Rollbook is made for, field by field in the order of the
/// producer's attrs classes.
///
/// Each has had the same fields, in bytes, in every release that can write to a Redis stream, so
/// the type alone tells how an event was written.
public final class WriterSchemas {

  private static final String LEARNING = "org.openedx.learning.";
  private static final String ENROLLMENT = LEARNING + "course.enrollment.";
  private static final String CERTIFICATE = LEARNING + "certificate.";

  private static final Map<EventType, WriterSchema> ALL =
      Stream.of(
              enrollment(ENROLLMENT + "created.v1"),
              enrollment(ENROLLMENT + "changed.v1"),
              enrollment(LEARNING + "course.unenrollment.completed.v1"),
              grade(LEARNING + "course.persistent_grade_summary.changed.v1"),
              passing(LEARNING + "course.passing.status.updated.v1"),
              ccxPassing(LEARNING + "ccx.course.passing.status.updated.v1"),
              certificate(CERTIFICATE + "created.v1"),
              certificate(CERTIFICATE + "changed.v1"),
              certificate(CERTIFICATE + "revoked.v1"),
              catalogInfo("org.openedx.content_authoring.course.catalog_info.changed.v1"),
              registration(LEARNING + "student.registration.completed.v1"),
              tracking("org.openedx.analytics.tracking.event.emitted.v1"))
          .collect(Collectors.toUnmodifiableMap(WriterSchema::type, Function.identity()));

  private WriterSchemas() {}

  /// How events of a type are written; empty for a type that no view reads.
  public static Optional<WriterSchema> of(EventType type) {
    return Optional.ofNullable(ALL.get(type));
  }

  public static Stream<WriterSchema> all() {
    return ALL.values().stream();
  }

  private static WriterSchema enrollment(String type) {
    var data =
        record(
            "CourseEnrollmentData",
            field("user", user()),
            field("course", course()),
            field("mode", "string"),
            field("is_active", "boolean"),
            field("creation_date", "string"),
            nullable("created_by", "UserData"));
    return new WriterSchema(type, event(type, "enrollment", data), "enrollment.course.course_key");
  }

  private static WriterSchema grade(String type) {
    var data =
        record(
            "PersistentCourseGradeData",
            field("user_id", "long"),
            field("course", course()),
            field("course_edited_timestamp", "string"),
            field("course_version", "string"),
            field("grading_policy_hash", "string"),
            field("percent_grade", "double"),
            field("letter_grade", "string"),
            field("passed_timestamp", "string"));
    return new WriterSchema(type, event(type, "grade", data), "grade.course.course_key");
  }

  private static WriterSchema passing(String type) {
    var data =
        record(
            "CoursePassingStatusData",
            field("is_passing", "boolean"),
            field("course", course()),
            field("user", user()));
    return new WriterSchema(
        type,
        event(type, "course_passing_status", data),
        "course_passing_status.course.course_key");
  }

  private static WriterSchema ccxPassing(String type) {
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
    var data =
        record(
            "CcxCoursePassingStatusData",
            field("is_passing", "boolean"),
            field("user", user()),
            field("course", ccx));
    return new WriterSchema(
        type,
        event(type, "course_passing_status", data),
        "course_passing_status.course.ccx_course_key");
  }

  private static WriterSchema certificate(String type) {
    var data =
        record(
            "CertificateData",
            field("user", user()),
            field("course", course()),
            field("mode", "string"),
            field("grade", "string"),
            field("download_url", "string"),
            field("name", "string"),
            field("current_status", "string"),
            field("previous_status", "string"));
    return new WriterSchema(
        type, event(type, "certificate", data), "certificate.course.course_key");
  }

  private static WriterSchema catalogInfo(String type) {
    var schedule =
        record(
            "CourseScheduleData",
            field("start", "string"),
            field("pacing", "string"),
            nullable("end", "string"),
            nullable("enrollment_start", "string"),
            nullable("enrollment_end", "string"));
    var data =
        record(
            "CourseCatalogData",
            field("course_key", "string"),
            field("name", "string"),
            field("schedule_data", schedule),
            field("hidden", "boolean"),
            field("invitation_only", "boolean"));
    return new WriterSchema(type, event(type, "catalog_info", data), "catalog_info.course_key");
  }

  private static WriterSchema registration(String type) {
    return new WriterSchema(type, event(type, "user", user()), "user.pii.username");
  }

  private static WriterSchema tracking(String type) {
    var data =
        record(
            "TrackingLogData",
            field("name", "string"),
            field("timestamp", "string"),
            field("data", "string"),
            field("context", "string"));
    return new WriterSchema(type, event(type, "tracking_log", data), "tracking_log.name");
  }

  private static Map<String, @Nullable Object> user() {
    var pii =
        record(
            "UserPersonalData",
            field("username", "string"),
            field("email", "string"),
            field("name", "string"));
    return record(
        "UserData", field("id", "long"), field("is_active", "boolean"), field("pii", pii));
  }

  private static Map<String, @Nullable Object> course() {
    return record(
        "CourseData",
        field("course_key", "string"),
        field("display_name", "string"),
        nullable("start", "string"),
        nullable("end", "string"));
  }
}
