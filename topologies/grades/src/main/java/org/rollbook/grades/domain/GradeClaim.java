package org.rollbook.grades.domain;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;

/// The payload of one event about a grade. Three kinds of events are about grades, and none of them
/// is complete:
///
/// | event | calculation | passedAt | passing |
/// |---|---|---|---|
/// | `persistent_grade_summary.changed` | yes | yes | whether there is a letter |
/// | tracking `edx.grades.course.grade_calculated` | yes | | whether there is a letter |
/// | `passing.status.updated`, of courses and of custom courses | | | yes |
public record GradeClaim(
    LearnerId learner,
    CourseKey course,
    Optional<Calculation> calculation,
    Optional<Instant> passedAt,
    boolean passing) {

  /// The row that it is about.
  public LearnerCourse key() {
    return new LearnerCourse(learner, course);
  }

  /// The claim of a whole grade.
  public static GradeClaim summary(
      LearnerId learner, CourseKey course, Calculation calculation, Instant passedAt) {
    return new GradeClaim(
        learner, course, Optional.of(calculation), Optional.of(passedAt), calculation.passes());
  }

  /// The claim of a grade without the time when the learner first passed.
  public static GradeClaim calculated(
      LearnerId learner, CourseKey course, Calculation calculation) {
    return new GradeClaim(
        learner, course, Optional.of(calculation), Optional.empty(), calculation.passes());
  }

  /// The claim that the learner passes or does not pass, without a grade.
  public static GradeClaim status(LearnerId learner, CourseKey course, boolean passing) {
    return new GradeClaim(learner, course, Optional.empty(), Optional.empty(), passing);
  }
}
