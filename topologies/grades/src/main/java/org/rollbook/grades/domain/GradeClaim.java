package org.rollbook.grades.domain;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

/// What one event says of a grade. The bus tells of grades in three ways, and none says everything:
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

  /// The claim of a whole grade.
  public static GradeClaim summary(
      LearnerId learner, CourseKey course, Calculation calculation, Instant passedAt) {
    return new GradeClaim(
        learner, course, Optional.of(calculation), Optional.of(passedAt), calculation.passes());
  }

  /// The claim of a grade without when it was first enough.
  public static GradeClaim calculated(
      LearnerId learner, CourseKey course, Calculation calculation) {
    return new GradeClaim(
        learner, course, Optional.of(calculation), Optional.empty(), calculation.passes());
  }

  /// The claim that the grade is or is not enough, whatever it is.
  public static GradeClaim status(LearnerId learner, CourseKey course, boolean passing) {
    return new GradeClaim(learner, course, Optional.empty(), Optional.empty(), passing);
  }
}
