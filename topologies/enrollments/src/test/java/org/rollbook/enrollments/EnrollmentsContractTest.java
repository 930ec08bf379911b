package org.rollbook.enrollments;

import com.fasterxml.jackson.databind.JsonNode;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.guard.contract.LmsTableContract;
import org.rollbook.guard.contract.ViewContract;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;

/// The contract of views without a broker.
class EnrollmentsContractTest
    implements ViewContract<Enrollment, Stamped<Enrollment>, CourseCounts>,
        LmsTableContract<Enrollment, Stamped<Enrollment>, CourseCounts>,
        ExtremeEnrollments {

  @Override
  public String lmsTable() {
    return "student_courseenrollment";
  }

  @Override
  public Stamped<Enrollment> lmsRow(JsonNode row) {
    Stamped<Enrollment> any = locked();
    return new Stamped<>(
        any.stamp(),
        any.position(),
        Enrollment.of(
            new LearnerId(row.required("user_id").longValue()),
            new CourseKey(row.required("course_id").textValue()),
            row.required("mode").textValue(),
            row.required("is_active").booleanValue(),
            any.stamp().eventTime()));
  }
}
