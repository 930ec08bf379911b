package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.model.openedx.PythonJson;

/// The texts in tracking events, exactly as the LMS dumps them (`lms/djangoapps/grades/events.py`):
/// ids are texts in a grade event, and numbers elsewhere.
final class TrackingJson {

  static final String GRADE_CALCULATED = GradeEvents.GRADE_CALCULATED;
  static final String SUBSECTION_CALCULATED = "edx.grades.subsection.grade_calculated";
  static final String PROBLEM_CHECKED = "problem_check";
  static final String ENROLLED = "edx.course.enrollment.activated";

  private TrackingJson() {}

  static String gradeCalculated(CampusEnrollmentKey key, Score score, Instant courseEditedAt) {
    var data = new LinkedHashMap<String, Object>();
    data.put("user_id", key.learner().toString());
    data.put("course_id", key.course().value());
    data.put("course_version", score.courseVersion());
    data.put("percent_grade", score.percent());
    data.put("letter_grade", score.letter());
    data.put("course_edited_timestamp", PythonText.isoformat(courseEditedAt).replace('T', ' '));
    data.put("event_transaction_id", "None");
    data.put("event_transaction_type", "edx.grades.problem.submitted");
    data.put("grading_policy_hash", score.policyHash());
    return PythonJson.inOrder(data);
  }

  /// Much like a course grade, but not one.
  static String subsectionCalculated(CampusEnrollmentKey key, String block, Score score) {
    var data = new LinkedHashMap<String, Object>();
    data.put("user_id", key.learner().toString());
    data.put("course_id", key.course().value());
    data.put("block_id", block);
    data.put("course_version", score.courseVersion());
    data.put("weighted_total_earned", score.percent());
    data.put("weighted_total_possible", 1.0);
    return PythonJson.inOrder(data);
  }

  static String problemChecked(String block, double earned) {
    var data = new LinkedHashMap<String, Object>();
    data.put("problem_id", block);
    data.put("grade", earned);
    data.put("max_grade", 1.0);
    data.put("success", earned > 0 ? "correct" : "incorrect");
    return PythonJson.inOrder(data);
  }

  static String enrolled(TrueEnrollment payload) {
    var data = new LinkedHashMap<String, Object>();
    data.put("course_id", payload.key().course().value());
    data.put("user_id", payload.key().learner().value());
    data.put("mode", payload.mode());
    return PythonJson.inOrder(data);
  }

  static String context(Learner learner, Course course) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("course_id", course.key().value());
    context.put("org_id", course.organization());
    context.put("enterprise_uuid", "");
    context.put("user_id", learner.id().value());
    context.put("path", "");
    context.put("username", learner.username());
    return PythonJson.inOrder(context);
  }
}
