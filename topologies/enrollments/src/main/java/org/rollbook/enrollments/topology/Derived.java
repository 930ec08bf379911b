package org.rollbook.enrollments.topology;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.enrollments.domain.ModeCount;
import org.rollbook.model.Heard;
import org.rollbook.model.published.CourseEnrollmentCountsRecord;
import org.rollbook.model.published.EnrollmentRecord;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.Topics;
import org.rollbook.runtime.view.DerivedMessage;

/// Rows as records of the derived topics.
final class Derived {

  private Derived() {}

  static DerivedMessage enrollment(Heard<Enrollment> row) {
    Enrollment said = row.said();
    var value =
        new EnrollmentRecord(
            said.learner(),
            said.course(),
            said.mode(),
            said.active(),
            said.enrolledAt(),
            row.stamp(),
            row.position());
    return DerivedMessage.of(Topics.ENROLLMENTS, value.key(), value, row.stamp());
  }

  static DerivedMessage counts(Bytes course, CourseCounts counts) {
    Map<String, org.rollbook.model.published.ModeCount> modes = new TreeMap<>();
    counts.modesTaken().forEach((mode, count) -> modes.put(mode, published(count)));
    var value =
        new CourseEnrollmentCountsRecord(
            KeyBytes.courseAt(course.get(), 0),
            counts.active(),
            counts.total(),
            new TreeMap<>(modes));
    return DerivedMessage.of(
        Topics.COURSE_ENROLLMENT_COUNTS, value.key(), value, counts.latest().orElseThrow().stamp());
  }

  private static org.rollbook.model.published.ModeCount published(ModeCount count) {
    return new org.rollbook.model.published.ModeCount(count.active(), count.total());
  }
}
