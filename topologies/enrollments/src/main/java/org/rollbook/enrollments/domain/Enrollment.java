package org.rollbook.enrollments.domain;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;

/// The payload of an enrollment event. All three types carry the whole state
/// (`CourseEnrollmentData`), so the latest one is the row.
///
/// @param mode the LMS's mode slug, such as `audit` or `verified`
/// @param active whether the learner is enrolled now; a learner who left keeps an inactive
///   enrollment
/// @param enrolledAt when the LMS first made the enrollment (`creation_date`); leaving and coming
///   back does not change it
public record Enrollment(
    LearnerId learner, CourseKey course, String mode, boolean active, Instant enrolledAt) {

  /// The row that it is about.
  public LearnerCourse key() {
    return new LearnerCourse(learner, course);
  }

  /// The canonical text, as the LMS's database makes it from the columns `user_id`, `course_id`,
  /// `mode` and `is_active`. The time is left out: old databases round it.
  public String canonicalText() {
    return "%d#%s#%s#%d".formatted(learner.value(), course.value(), mode, active ? 1 : 0);
  }

  /// The row after an event: the later of the two by the order of stamps; of one event received
  /// twice, the first reception.
  public static Stamped<Enrollment> latest(
      Optional<Stamped<Enrollment>> row, Stamped<Enrollment> event) {
    return row.filter(before -> !event.stamp().isAfter(before.stamp())).orElse(event);
  }
}
