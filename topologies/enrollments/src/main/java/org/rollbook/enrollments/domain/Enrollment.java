package org.rollbook.enrollments.domain;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;

/// What an event or a reading states about an enrollment: all of it, so the latest one is the row.
///
/// @param state empty if the LMS does not have the enrollment any more
public record Enrollment(LearnerId learner, CourseKey course, Optional<State> state) {

  /// How an enrollment is (`CourseEnrollmentData`).
  ///
  /// @param mode the LMS's mode slug, such as `audit` or `verified`
  /// @param active whether the learner is enrolled now; a learner who left keeps an inactive
  ///   enrollment
  /// @param enrolledAt when the LMS first made the enrollment (`creation_date`); leaving and coming
  ///   back does not change it. Empty if the LMS does not know
  public record State(String mode, boolean active, Optional<Instant> enrolledAt) {}

  /// An enrollment that the LMS has.
  public static Enrollment of(
      LearnerId learner, CourseKey course, String mode, boolean active, Instant enrolledAt) {
    var state = new State(mode, active, Optional.of(enrolledAt));
    return new Enrollment(learner, course, Optional.of(state));
  }

  /// An enrollment that the LMS does not have any more.
  public static Enrollment deleted(LearnerId learner, CourseKey course) {
    return new Enrollment(learner, course, Optional.empty());
  }

  /// The row that it is about.
  public LearnerCourse key() {
    return new LearnerCourse(learner, course);
  }

  /// Whether the LMS has it, and it is of this mode.
  public boolean isOfMode(String mode) {
    return state.filter(known -> known.mode().equals(mode)).isPresent();
  }

  /// Whether the LMS has it, and the learner is enrolled now.
  public boolean isActive() {
    return state.filter(State::active).isPresent();
  }

  /// The canonical text, as the LMS's database makes it from the columns `user_id`, `course_id`,
  /// `mode` and `is_active`. The time is left out: old databases round it.
  public Optional<String> canonicalText() {
    return state.map(
        known ->
            learner.value()
                + "#"
                + course.value()
                + "#"
                + known.mode()
                + (known.active() ? "#1" : "#0"));
  }

  /// The row after an event: the later of the two by the order of stamps; of one event received
  /// twice, the first reception.
  public static Stamped<Enrollment> latest(
      Optional<Stamped<Enrollment>> row, Stamped<Enrollment> event) {
    return row.filter(before -> !event.stamp().isAfter(before.stamp())).orElse(event);
  }
}
