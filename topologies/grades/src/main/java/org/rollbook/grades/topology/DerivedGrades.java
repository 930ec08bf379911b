package org.rollbook.grades.topology;

import java.util.Optional;
import java.util.OptionalDouble;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.grades.CourseGradeDistributionRecord;
import org.rollbook.model.grades.GradeContract;
import org.rollbook.model.grades.GradeRecord;
import org.rollbook.model.published.TracedStamp;
import org.rollbook.runtime.view.DerivedMessage;

/// Rows as records of the derived topics.
final class DerivedGrades {

  private DerivedGrades() {}

  /// A grade that the LMS does not have any more is a tombstone.
  static DerivedMessage grade(Grade grade) {
    var key = new LearnerCourse(grade.learner(), grade.course());
    EventStamp cause = grade.latest().stamp();
    return grade.exists()
        ? DerivedMessage.of(GradeContract.GRADES, key, record(grade), cause)
        : DerivedMessage.tombstone(GradeContract.GRADES, key, cause);
  }

  private static GradeRecord record(Grade grade) {
    return new GradeRecord(
        grade.learner(),
        grade.course(),
        grade.calculated().map(DerivedGrades::calculation),
        grade.passes(),
        grade.passed(),
        new GradeRecord.Stamps(
            TracedStamp.of(grade.latest()),
            grade.calculation().map(TracedStamp::of),
            TracedStamp.of(grade.passing()),
            grade.passedAt().map(TracedStamp::of)));
  }

  private static GradeRecord.Calculation calculation(Calculation calculation) {
    return new GradeRecord.Calculation(
        calculation.percent(),
        present(calculation.letter()),
        present(calculation.gradingPolicyHash()),
        present(calculation.courseVersion()));
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(payload -> !payload.isEmpty());
  }

  static DerivedMessage distribution(CourseKey course, GradeDistribution distribution) {
    OptionalDouble mean = distribution.meanPercent();
    var value =
        new CourseGradeDistributionRecord(
            course,
            distribution.graded(),
            distribution.passing(),
            mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty(),
            distribution.lettersGiven(),
            distribution.histogram());
    return DerivedMessage.of(
        GradeContract.COURSE_GRADE_DISTRIBUTIONS,
        value.key(),
        value,
        distribution.latest().orElseThrow());
  }
}
