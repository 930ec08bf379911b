package org.rollbook.reconciler.lms;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.event.EventFields;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.reconciler.lms.ComparedTable.Routes;

/// The tables that views have the rows of. The canonical texts are those of `contract/lms-tables`.
public final class ComparedTables {

  private static final int LONGEST_MODE = 100;
  private static final int LONGEST_TEXT = 255;
  private static final double BILLION = 1e9;

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public static final ComparedTable<LmsEnrollment> ENROLLMENTS =
      new ComparedTable<>(
          LmsEnrollment.TABLE.name(),
          dialect ->
              List.of(
                  "user_id",
                  "course_id",
                  "mode",
                  dialect.flag("is_active") + " AS is_active",
                  dialect.time("created") + " AS created"),
          dialect -> List.of("user_id", "course_id", "mode", dialect.flag("is_active")),
          "created",
          ComparedTables::enrollment,
          row -> new LearnerCourse(row.learner(), row.course()),
          row ->
              enrollmentText(row.learner().value(), row.course().value(), row.mode(), row.active()),
          LmsEnrollment.READ,
          LmsEnrollment.ABSENT,
          new Routes("enrollments", "enrollment"),
          row ->
              Optional.of(
                  enrollmentText(
                      row.required("learner_id").longValue(),
                      row.required("course_key").textValue(),
                      row.required("mode").textValue(),
                      row.required("is_active").booleanValue())));

  public static final ComparedTable<LmsGrade> GRADES =
      new ComparedTable<>(
          LmsGrade.TABLE.name(),
          dialect ->
              List.of(
                  "user_id",
                  "course_id",
                  "percent_grade",
                  "letter_grade",
                  "grading_policy_hash",
                  "course_version",
                  dialect.time("passed_timestamp") + " AS passed_timestamp"),
          dialect ->
              List.of(
                  "user_id",
                  "course_id",
                  dialect.billionths("percent_grade"),
                  "letter_grade",
                  "COALESCE(" + dialect.time("passed_timestamp") + ",'')"),
          "modified",
          ComparedTables::grade,
          row -> new LearnerCourse(row.learner(), row.course()),
          row ->
              gradeText(
                  row.learner().value(),
                  row.course().value(),
                  row.percent(),
                  row.letter(),
                  row.passedAt()),
          LmsGrade.READ,
          LmsGrade.ABSENT,
          new Routes("grades", "grade"),
          ComparedTables::gradeText);

  private ComparedTables() {}

  private static LmsEnrollment enrollment(ResultSet row) throws SQLException, Rejection {
    LearnerCourse key = key(row);
    String mode = row.getString("mode");
    if (mode.isEmpty()) {
      throw new Rejection(RejectCause.UNDECODABLE, "mode has 0 characters");
    }
    return new LmsEnrollment(
        key.learner(),
        key.course(),
        EventFields.text(mode, LONGEST_MODE, "mode"),
        row.getInt("is_active") != 0,
        time(row, "created"));
  }

  private static LmsGrade grade(ResultSet row) throws SQLException, Rejection {
    LearnerCourse key = key(row);
    double percent = row.getDouble("percent_grade");
    if (!Double.isFinite(percent) || percent < 0) {
      throw new Rejection(RejectCause.UNDECODABLE, "percent_grade is " + percent);
    }
    return new LmsGrade(
        key.learner(),
        key.course(),
        percent,
        EventFields.text(row.getString("letter_grade"), LONGEST_TEXT, "letter_grade"),
        EventFields.text(row.getString("grading_policy_hash"), LONGEST_TEXT, "grading_policy_hash"),
        EventFields.text(row.getString("course_version"), LONGEST_TEXT, "course_version"),
        time(row, "passed_timestamp"));
  }

  private static LearnerCourse key(ResultSet row) throws SQLException, Rejection {
    return new LearnerCourse(
        EventFields.learner(row.getLong("user_id"), "user_id"),
        EventFields.course(row.getString("course_id"), "course_id"));
  }

  private static Optional<Instant> time(ResultSet row, String column)
      throws SQLException, Rejection {
    String text = row.getString(column);
    return text == null ? Optional.empty() : Optional.of(EventFields.time(text, column));
  }

  private static String enrollmentText(long learner, String course, String mode, boolean active) {
    return "%d#%s#%s#%d".formatted(learner, course, mode, active ? 1 : 0);
  }

  private static String gradeText(
      long learner, String course, double percent, String letter, Optional<Instant> passedAt) {
    return "%d#%s#%d#%s#%s"
        .formatted(
            learner,
            course,
            (long) Math.rint(percent * BILLION),
            letter,
            passedAt.map(MICROS::format).orElse(""));
  }

  /// A grade without a percentage is a passing status alone, which is in another table.
  private static Optional<String> gradeText(JsonNode row) {
    return row.required("percent_grade").isNull()
        ? Optional.empty()
        : Optional.of(
            gradeText(
                row.required("learner_id").longValue(),
                row.required("course_key").textValue(),
                row.required("percent_grade").doubleValue(),
                row.required("letter_grade").asText(""),
                Optional.of(row.required("passed_at"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue)
                    .map(IsoTime::parse)));
  }
}
