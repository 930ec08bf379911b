package org.rollbook.grades.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.model.event.EventFields;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;

/// The data of a tracking event `edx.grades.course.grade_calculated`: JSON text, with ids as
/// strings (`lms/djangoapps/grades/events.py`). Python's `None` is written as the text "None" or
/// null.
///
/// ```
/// {"user_id": "4242", "course_id": "course-v1:edX+DemoX+Demo_Course", "percent_grade": 0.31,
///  "letter_grade": "", "grading_policy_hash": "...", "course_version": "65f1c0", ...}
/// ```
final class TrackedGrade {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// The digits that Python's `str` writes for an id. Java would also accept a sign, and digits of
  /// any script.
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

  private TrackedGrade() {}

  static GradeClaim read(String data) throws Rejection {
    JsonNode grade = parsed(data);
    return GradeClaim.calculated(
        EventFields.learner(learnerId(grade.path("user_id")), "user_id"),
        EventFields.course(grade.path("course_id").asText(), "course_id"),
        GradeReader.calculation(
            percent(grade.path("percent_grade")),
            text(grade.path("letter_grade")),
            text(grade.path("grading_policy_hash")),
            text(grade.path("course_version"))));
  }

  private static JsonNode parsed(String data) throws Rejection {
    try {
      JsonNode grade = JSON.readTree(data);
      if (grade.isObject()) {
        return grade;
      }
      throw new Rejection(RejectCause.UNDECODABLE, "tracking_log.data is not a JSON object");
    } catch (JsonProcessingException notJson) {
      // Without the cause, whose message quotes the text.
      throw new Rejection(RejectCause.UNDECODABLE, "tracking_log.data is not JSON");
    }
  }

  private static long learnerId(JsonNode id) throws Rejection {
    String text = id.asText();
    if (!DIGITS.matcher(text).matches()) {
      throw new Rejection(RejectCause.BAD_LEARNER_ID, "user_id is not a whole number");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      throw new Rejection(RejectCause.BAD_LEARNER_ID, "user_id is above " + Long.MAX_VALUE);
    }
  }

  private static double percent(JsonNode percent) throws Rejection {
    if (percent.isNumber()) {
      return percent.doubleValue();
    }
    throw new Rejection(RejectCause.UNDECODABLE, "percent_grade is not a number");
  }

  private static String text(JsonNode text) {
    String payload = text.isNull() ? "" : text.asText();
    return payload.equals("None") ? "" : payload;
  }
}
