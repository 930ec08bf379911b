package org.rollbook.enrollments.topology;

import java.util.TreeMap;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.CourseEnrollmentCountsRecord;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.enrollments.EnrollmentRecord;
import org.rollbook.model.enrollments.ModeCount;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.runtime.view.DerivedMessage;

/// Rows as records of the derived topics.
final class DerivedEnrollments {

  private DerivedEnrollments() {}

  /// An enrollment that the LMS does not have any more is a tombstone.
  static DerivedMessage enrollment(Stamped<Enrollment> row) {
    Enrollment payload = row.payload();
    PublishedTopic<LearnerCourse, EnrollmentRecord> topic = EnrollmentContract.ENROLLMENTS;
    return payload
        .state()
        .map(state -> DerivedMessage.of(topic, payload.key(), record(row, state), row.stamp()))
        .orElseGet(() -> DerivedMessage.tombstone(topic, payload.key(), row.stamp()));
  }

  private static EnrollmentRecord record(Stamped<Enrollment> row, Enrollment.State state) {
    return new EnrollmentRecord(
        row.payload().learner(),
        row.payload().course(),
        state.mode(),
        state.active(),
        state.enrolledAt().orElse(EnrollmentRecord.UNKNOWN_TIME),
        row.stamp(),
        row.position());
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
