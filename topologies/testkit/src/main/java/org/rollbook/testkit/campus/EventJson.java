package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;
import org.rollbook.testkit.campus.CampusEvent.PassingEvent;
import org.rollbook.testkit.campus.CampusEvent.SummaryEvent;
import org.rollbook.testkit.campus.CampusEvent.TrackingEvent;

/// The content of events, by the producer's field names and in their order: the expected result of
/// decoding the bytes of [OpenEdxSerializer]. Written without Avro, so that it can reveal a fault
/// there.
public final class EventJson {

  private EventJson() {}

  /// The content of the key.
  public static String key(CampusEvent event) {
    return EventEncoding.keyText(event);
  }

  /// The content of the value, as maps, texts, numbers, booleans and null.
  public static Map<String, @Nullable Object> value(CampusEvent event) {
    return switch (event) {
      case EnrollmentEvent enrollment -> fields("enrollment", enrollment(enrollment));
      case SummaryEvent summary -> fields("grade", summary(summary));
      case PassingEvent passing -> fields("course_passing_status", passing(passing));
      case TrackingEvent tracking -> fields("tracking_log", tracking(tracking));
    };
  }

  private static Map<String, @Nullable Object> enrollment(EnrollmentEvent event) {
    return fields(
        "user",
        user(event.learner()),
        "course",
        course(event.course(), event.course().displayName()),
        "mode",
        event.payload().mode(),
        "is_active",
        event.payload().active(),
        "creation_date",
        PythonText.isoformat(event.payload().enrolledAt()),
        "created_by",
        event.createdBy().map(EventJson::user).orElse(null));
  }

  private static Map<String, @Nullable Object> summary(SummaryEvent event) {
    Score score = event.payload().score().orElseThrow();
    return fields(
        "user_id",
        event.learner().id().value(),
        "course",
        course(event.course(), ""),
        "course_edited_timestamp",
        PythonText.isoformat(event.courseEditedAt()),
        "course_version",
        score.courseVersion(),
        "grading_policy_hash",
        score.policyHash(),
        "percent_grade",
        score.percent(),
        "letter_grade",
        score.letter(),
        "passed_timestamp",
        PythonText.isoformat(event.payload().passedAt().orElseThrow()));
  }

  private static Map<String, @Nullable Object> passing(PassingEvent event) {
    boolean custom =
        LmsEventType.of(event.payload().stamp()) == LmsEventType.CCX_PASSING_STATUS_UPDATED;
    return fields(
        "is_passing",
        event.payload().passing(),
        "course",
        custom ? customCourse(event.course()) : course(event.course(), ""),
        "user",
        user(event.learner()));
  }

  private static Map<String, @Nullable Object> tracking(TrackingEvent event) {
    return fields(
        "name",
        event.name(),
        "timestamp",
        PythonText.isoformat(event.payload().stamp().eventTime()),
        "data",
        event.data(),
        "context",
        TrackingJson.context(event.learner(), event.course()));
  }

  private static Map<String, @Nullable Object> user(Learner user) {
    return fields(
        "id",
        user.id().value(),
        "is_active",
        user.accountActive(),
        "pii",
        fields("username", user.username(), "email", user.email(), "name", user.name()));
  }

  private static Map<String, @Nullable Object> course(Course course, String displayName) {
    return fields(
        "course_key",
        course.key().value(),
        "display_name",
        displayName,
        "start",
        time(course.start()),
        "end",
        time(course.end()));
  }

  private static Map<String, @Nullable Object> customCourse(Course course) {
    return fields(
        "ccx_course_key",
        course.key().value(),
        "master_course_key",
        course.masterKey(),
        "display_name",
        "",
        "coach_email",
        "",
        "start",
        null,
        "end",
        null,
        "max_students_allowed",
        null);
  }

  private static @Nullable String time(Optional<Instant> time) {
    return time.map(PythonText::isoformat).orElse(null);
  }

  /// @param namesAndValues names and values alternately
  private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    for (int next = 0; next < namesAndValues.length; next += 2) {
      fields.put(String.valueOf(namesAndValues[next]), namesAndValues[next + 1]);
    }
    return fields;
  }
}
