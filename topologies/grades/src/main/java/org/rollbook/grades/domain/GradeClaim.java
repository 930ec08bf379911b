package org.rollbook.grades.domain;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;

/// The payload of one event about a grade, or of one reading. Three kinds of events are about
/// grades, and none of them is complete; a reading is:
///
/// | event | calculation | passedAt | passing |
/// |---|---|---|---|
/// | `persistent_grade_summary.changed` | yes | yes | whether there is a letter |
/// | tracking `edx.grades.course.grade_calculated` | yes | | whether there is a letter |
/// | `passing.status.updated`, of courses and of custom courses | | | yes |
/// | the LMS has the grade | yes | yes, or that there is none | whether there is a letter |
/// | the LMS has no grade | none | none | none |
///
/// @param calculation empty if the event states nothing about it
/// @param passedAt likewise
/// @param passing every event states something about it
public record GradeClaim(
    LearnerId learner,
    CourseKey course,
    Optional<Facet<Calculation>> calculation,
    Optional<Facet<Instant>> passedAt,
    Facet<Boolean> passing) {

  /// The row that it is about.
  public LearnerCourse key() {
    return new LearnerCourse(learner, course);
  }

  /// The claim of a whole grade.
  public static GradeClaim summary(
      LearnerId learner, CourseKey course, Calculation calculation, Instant passedAt) {
    return whole(learner, course, calculation, Optional.of(passedAt));
  }

  /// The claim of a whole grade.
  ///
  /// @param passedAt empty if the learner has never passed
  public static GradeClaim whole(
      LearnerId learner, CourseKey course, Calculation calculation, Optional<Instant> passedAt) {
    return new GradeClaim(
        learner,
        course,
        Optional.of(Facet.of(calculation)),
        Optional.of(new Facet<>(passedAt)),
        Facet.of(calculation.passes()));
  }

  /// The claim of a grade without the time when the learner first passed.
  public static GradeClaim calculated(
      LearnerId learner, CourseKey course, Calculation calculation) {
    return new GradeClaim(
        learner,
        course,
        Optional.of(Facet.of(calculation)),
        Optional.empty(),
        Facet.of(calculation.passes()));
  }

  /// The claim that the learner passes or does not pass, without a grade.
  public static GradeClaim status(LearnerId learner, CourseKey course, boolean passing) {
    return new GradeClaim(learner, course, Optional.empty(), Optional.empty(), Facet.of(passing));
  }

  /// The claim that the LMS does not have the grade any more.
  public static GradeClaim deleted(LearnerId learner, CourseKey course) {
    return new GradeClaim(
        learner, course, Optional.of(Facet.none()), Optional.of(Facet.none()), Facet.none());
  }
}
