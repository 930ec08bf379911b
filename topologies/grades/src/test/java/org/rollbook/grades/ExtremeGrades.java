package org.rollbook.grades;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.guard.contract.ExtremeEvent;
import org.rollbook.guard.contract.ExtremeField;
import org.rollbook.guard.contract.ExtremeSamples;
import org.rollbook.model.EventType;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.testkit.campus.LmsEventType;

/// The fields of events about grades, at and beyond their bounds.
interface ExtremeGrades extends GradeSamples, ExtremeSamples<GradeClaim, Grade, GradeDistribution> {

  ExtremeField PERCENT =
      ExtremeField.of(
              "percent",
              0.7,
              0.0,
              -0.0,
              0.1,
              1.0,
              Math.nextDown(1.0),
              Double.MIN_VALUE,
              Double.MAX_VALUE)
          .rejecting(
              -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  ExtremeField LETTER = text("letter");

  ExtremeField PASSED_AT_FIELD =
      ExtremeField.of(
              "passed_at",
              "2026-08-20T12:34:56.789012+00:00",
              "0001-01-01T00:00:00Z",
              "9999-12-31T23:59:59.999999Z")
          .rejecting("0001-01-01T00:00:00+05:30", "9999-12-31T23:59:59-00:01", "None");

  /// Letters, policies and versions alike.
  private static ExtremeField text(String name) {
    return ExtremeField.of(
            name,
            "Pass",
            "",
            "A",
            "(other)",
            "\u0000",
            "\"\\\n\u2028\uFFFF",
            "\u5B66".repeat(255),
            "\uD835\uDCB3".repeat(127))
        .rejecting("A".repeat(256), "A".repeat(16 << 10));
  }

  /// Half of a surrogate pair is a letter that only JSON can write.
  @Override
  default List<ExtremeField> fields(EventType type) {
    if (type.equals(LmsGrade.ABSENT.type())) {
      return List.of();
    }
    if (type.equals(LmsGrade.READ.type())) {
      return List.of(
          PERCENT, LETTER, text("policy"), text("version"), ExtremeField.ofMicros("passed"));
    }
    return switch (LmsEventType.of(type)) {
      case PERSISTENT_GRADE_SUMMARY_CHANGED ->
          List.of(PERCENT, LETTER, text("policy"), text("version"), PASSED_AT_FIELD);
      case TRACKING_EVENT_EMITTED ->
          List.of(PERCENT, LETTER.rejecting("\uD835"), text("policy"), text("version"));
      default -> List.of(ExtremeField.of("passing", true, false));
    };
  }

  /// The types that carry a whole calculation.
  @Override
  default List<EventType> typesTriedAlone() {
    return List.of(GradeEvents.TRACKING.type(), GradeEvents.SUMMARY.type());
  }

  @Override
  default void write(ExtremeEvent event, GenericRecord record) {
    if (isReading(event)) {
      writeReading(event, record);
      return;
    }
    switch (LmsEventType.of(event.type())) {
      case PERSISTENT_GRADE_SUMMARY_CHANGED -> writeSummary(event, part(record, "grade"));
      case TRACKING_EVENT_EMITTED -> {
        GenericRecord log = part(record, "tracking_log");
        log.put("name", GradeEvents.GRADE_CALCULATED);
        log.put("data", trackingData(event));
      }
      case CCX_PASSING_STATUS_UPDATED ->
          writeStatus(event, part(record, "course_passing_status"), "ccx_course_key");
      default -> writeStatus(event, part(record, "course_passing_status"), "course_key");
    }
  }

  private static boolean isReading(ExtremeEvent event) {
    return event.type().equals(LmsGrade.ABSENT.type()) || event.has("passed");
  }

  private static void writeReading(ExtremeEvent event, GenericRecord row) {
    row.put("learner_id", event.number("learner"));
    row.put("course_key", event.text("course"));
    if (event.has("passed")) {
      row.put("percent_grade", event.decimal("percent"));
      row.put("letter_grade", event.text("letter"));
      row.put("grading_policy_hash", event.text("policy"));
      row.put("course_version", event.text("version"));
      row.put("passed_at", event.micros("passed").orElse(null));
    }
  }

  private static void writeSummary(ExtremeEvent event, GenericRecord grade) {
    grade.put("user_id", event.number("learner"));
    part(grade, "course").put("course_key", event.text("course"));
    grade.put("percent_grade", event.decimal("percent"));
    grade.put("letter_grade", event.text("letter"));
    grade.put("grading_policy_hash", event.text("policy"));
    grade.put("course_version", event.text("version"));
    grade.put("passed_timestamp", event.text("passed_at"));
  }

  private static void writeStatus(ExtremeEvent event, GenericRecord status, String courseField) {
    part(status, "user").put("id", event.number("learner"));
    part(status, "course").put(courseField, event.text("course"));
    status.put("is_passing", event.flag("passing"));
  }

  private static GenericRecord part(GenericRecord record, String field) {
    return (GenericRecord) record.get(field);
  }

  /// The data as Python writes them.
  private static String trackingData(ExtremeEvent event) {
    return """
    {"user_id": "%d", "course_id": %s, "percent_grade": %s, "letter_grade": %s,\
     "grading_policy_hash": %s, "course_version": %s}\
    """
        .formatted(
            event.number("learner"),
            json(event.text("course")),
            event.decimal("percent"),
            json(event.text("letter")),
            json(event.text("policy")),
            json(event.text("version")));
  }

  /// The text as JSON in ASCII, with every other character escaped.
  private static String json(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
        json.append(c);
      } else {
        json.append("\\u%04x".formatted((int) c));
      }
    }
    return json.append('"').toString();
  }

  @Override
  default GradeClaim payload(ExtremeEvent event) {
    var learner = event.key().learner();
    var course = event.key().course();
    if (isReading(event)) {
      return event.has("passed")
          ? GradeClaim.whole(
              learner,
              course,
              calculation(event),
              event.micros("passed").map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS)))
          : GradeClaim.deleted(learner, course);
    }
    return switch (LmsEventType.of(event.type())) {
      case PERSISTENT_GRADE_SUMMARY_CHANGED ->
          GradeClaim.summary(
              learner, course, calculation(event), IsoTime.parse(event.text("passed_at")));
      case TRACKING_EVENT_EMITTED -> GradeClaim.calculated(learner, course, calculation(event));
      default -> GradeClaim.status(learner, course, event.flag("passing"));
    };
  }

  /// There is only one zero.
  private static Calculation calculation(ExtremeEvent event) {
    return new Calculation(
        event.decimal("percent") + 0.0,
        event.text("letter"),
        event.text("policy"),
        event.text("version"));
  }

  @Override
  default void putServed(ExtremeEvent event, ObjectNode row) {
    row.put("percent_grade", event.decimal("percent") + 0.0);
    row.put("is_passing", !event.text("letter").isEmpty());
    putText(row, "letter_grade", event.text("letter"));
    putText(row, "grading_policy_hash", event.text("policy"));
    putText(row, "course_version", event.text("version"));
    if (event.has("passed_at")) {
      row.put("passed_at", IsoTime.format(IsoTime.parse(event.text("passed_at"))));
    }
  }

  private static void putText(ObjectNode row, String field, String text) {
    if (text.isEmpty()) {
      row.putNull(field);
    } else {
      row.put(field, text);
    }
  }

  @Override
  default CountedText countedText() {
    return new CountedText("letter", 255, "/graded", "/letters", "/letters/(other)");
  }
}
