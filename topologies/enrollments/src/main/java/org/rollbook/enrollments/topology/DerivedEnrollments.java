package org.rollbook.enrollments.topology;

import java.util.TreeMap;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.CourseEnrollmentCountsRecord;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.enrollments.EnrollmentRecord;
import org.rollbook.model.enrollments.ModeCount;
import org.rollbook.runtime.view.DerivedMessage;

/// Rows as records of the derived topics.
final class DerivedEnrollments {

  private DerivedEnrollments() {}

  static DerivedMessage enrollment(Stamped<Enrollment> row) {
    Enrollment payload = row.payload();
    var value =
        new EnrollmentRecord(
            payload.learner(),
            payload.course(),
            payload.mode(),
            payload.active(),
            payload.enrolledAt(),
            row.stamp(),
            row.position());
    return DerivedMessage.of(EnrollmentContract.ENROLLMENTS, value.key(), value, row.stamp());
  }

  static DerivedMessage counts(CourseKey course, CourseCounts counts) {
    var modes = new TreeMap<String, ModeCount>();
    counts.modesTaken().forEach((mode, count) -> modes.put(mode, published(count)));
    var value = new CourseEnrollmentCountsRecord(course, counts.active(), counts.total(), modes);
    return DerivedMessage.of(
        EnrollmentContract.COURSE_ENROLLMENT_COUNTS,
        value.key(),
        value,
        counts.latest().orElseThrow().stamp());
  }

  private static ModeCount published(CourseCounts.ModeCount count) {
    return new ModeCount(count.active(), count.total());
  }
}
