package org.rollbook.grades.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.topology.Claims.Senseless;
import org.rollbook.model.event.RejectCause;

/// The data of a tracking event `edx.grades.course.grade_calculated`: JSON text, with ids as
/// strings (`lms/djangoapps/grades/events.py`). What Python had as `None` is the text "None" or
/// null.
///
/// ```
/// {"user_id": "4242", "course_id": "course-v1:edX+DemoX+Demo_Course", "percent_grade": 0.31,
///  "letter_grade": "", "grading_policy_hash": "...", "course_version": "65f1c0", ...}
/// ```
final class TrackedGrade {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// What Python's `str` makes of an id. Java would take a sign, and digits of any script.
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

  private TrackedGrade() {}

  static GradeClaim read(String data) throws Senseless {
    JsonNode grade = parsed(data);
    return GradeClaim.calculated(
        Claims.learner(learnerId(grade.path("user_id")), "user_id"),
        Claims.course(grade.path("course_id").asText(), "course_id"),
        Claims.calculation(
            percent(grade.path("percent_grade")),
            text(grade.path("letter_grade")),
            text(grade.path("grading_policy_hash")),
            text(grade.path("course_version"))));
  }

  private static JsonNode parsed(String data) throws Senseless {
    try {
      JsonNode grade = JSON.readTree(data);
      if (grade.isObject()) {
        return grade;
      }
      throw new Senseless(RejectCause.UNDECODABLE, "tracking_log.data is not a JSON object");
    } catch (JsonProcessingException notJson) {
      // Its message quotes the text.
      throw new Senseless(RejectCause.UNDECODABLE, "tracking_log.data is not JSON");
    }
  }

  private static long learnerId(JsonNode id) throws Senseless {
    String text = id.asText();
    if (!DIGITS.matcher(text).matches()) {
      throw new Senseless(RejectCause.BAD_LEARNER_ID, "user_id is not a whole number");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      throw new Senseless(RejectCause.BAD_LEARNER_ID, "user_id is above " + Long.MAX_VALUE);
    }
  }

  private static double percent(JsonNode percent) throws Senseless {
    if (percent.isNumber()) {
      return percent.doubleValue();
    }
    throw new Senseless(RejectCause.UNDECODABLE, "percent_grade is not a number");
  }

  private static String text(JsonNode text) {
    String said = text.isNull() ? "" : text.asText();
    return said.equals("None") ? "" : said;
  }
}
