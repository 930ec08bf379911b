package org.rollbook.grades.topology;

import java.util.Optional;
import java.util.OptionalDouble;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Stamped;
import org.rollbook.model.grades.CourseGradeDistributionRecord;
import org.rollbook.model.grades.GradeContract;
import org.rollbook.model.grades.GradeRecord;
import org.rollbook.model.published.TracedStamp;
import org.rollbook.runtime.view.DerivedMessage;

/// Rows as records of the derived topics.
final class DerivedGrades {

  private DerivedGrades() {}

  static DerivedMessage grade(Grade grade) {
    var value =
        new GradeRecord(
            grade.learner(),
            grade.course(),
            grade.calculation().map(Stamped::payload).map(DerivedGrades::calculation),
            grade.passing().payload(),
            grade.passedAt().map(Stamped::payload),
            new GradeRecord.Stamps(
                TracedStamp.of(grade.latest()),
                grade.calculation().map(TracedStamp::of),
                TracedStamp.of(grade.passing()),
                grade.passedAt().map(TracedStamp::of)));
    return DerivedMessage.of(GradeContract.GRADES, value.key(), value, grade.latest().stamp());
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
