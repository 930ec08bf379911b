package org.rollbook.grades;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.guard.contract.LmsTableContract;
import org.rollbook.guard.contract.ViewContract;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;

/// The contract of views without a broker.
class GradesContractTest
    implements ViewContract<GradeClaim, Grade, GradeDistribution>,
        LmsTableContract<GradeClaim, Grade, GradeDistribution>,
        ExtremeGrades {

  @Override
  public String lmsTable() {
    return "grades_persistentcoursegrade";
  }

  @Override
  public Grade lmsRow(JsonNode row) {
    var calculation =
        new Calculation(
            row.required("percent_grade").doubleValue(),
            row.required("letter_grade").textValue(),
            row.required("grading_policy_hash").textValue(),
            row.required("course_version").textValue());
    JsonNode passedAt = row.required("passed_timestamp");
    GradeClaim claim =
        GradeClaim.whole(
            new LearnerId(row.required("user_id").longValue()),
            new CourseKey(row.required("course_id").textValue()),
            calculation,
            passedAt.isNull()
                ? Optional.empty()
                : Optional.of(Instant.parse(passedAt.required("utc").textValue())));
    return Grade.after(
        Optional.empty(), new Stamped<>(locked().stamp(), locked().position(), claim));
  }
}
