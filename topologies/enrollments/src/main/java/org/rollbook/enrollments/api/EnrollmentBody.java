package org.rollbook.enrollments.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Heard;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.http.StampBody;

/// One enrollment.
///
/// @param learnerId the learner's numeric id in the LMS
/// @param isActive whether the learner is enrolled now; one who left keeps an inactive enrollment
/// @param enrolledAt when the LMS first made the enrollment
/// @param stamp the event that last changed it
@Schema(name = "Enrollment")
@Serdeable(naming = SnakeCaseStrategy.class)
record EnrollmentBody(
    long learnerId,
    String courseKey,
    String mode,
    boolean isActive,
    @Schema(format = "date-time") String enrolledAt,
    StampBody stamp) {

  static EnrollmentBody of(Heard<Enrollment> row) {
    Enrollment enrollment = row.said();
    return new EnrollmentBody(
        enrollment.learner().value(),
        enrollment.course().value(),
        enrollment.mode(),
        enrollment.active(),
        IsoTime.format(enrollment.enrolledAt()),
        StampBody.of(row));
  }
}
