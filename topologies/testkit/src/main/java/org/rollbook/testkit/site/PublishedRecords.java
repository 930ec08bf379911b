package org.rollbook.testkit.site;

import java.util.Map;
import java.util.stream.Collectors;
import org.rollbook.model.enrollments.CourseEnrollmentCountsRecord;
import org.rollbook.model.enrollments.EnrollmentRecord;
import org.rollbook.model.grades.CourseGradeDistributionRecord;
import org.rollbook.model.grades.GradeRecord;
import org.rollbook.model.published.TracedStamp;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.Score;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.TrueGradeDistribution;

/// Converts published records into the types of the truth.
final class PublishedRecords {

  private PublishedRecords() {}

  static TrueEnrollment enrollment(EnrollmentRecord row) {
    return new TrueEnrollment(
        new CampusEnrollmentKey(row.learner(), row.course()),
        row.mode(),
        row.active(),
        row.enrolledAt(),
        row.stamp());
  }

  static TrueCourseCounts counts(CourseEnrollmentCountsRecord row) {
    return new TrueCourseCounts(
        row.course(),
        row.modes().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    mode ->
                        new TrueCourseCounts.ModeCount(
                            mode.getValue().active(), mode.getValue().total()))));
  }

  static TrueGrade grade(GradeRecord row) {
    return new TrueGrade(
        new CampusEnrollmentKey(row.learner(), row.course()),
        row.calculation()
            .map(
                payload ->
                    new Score(
                        payload.percent(),
                        payload.letter().orElse(""),
                        payload.gradingPolicyHash().orElse(""),
                        payload.courseVersion().orElse(""))),
        row.passedAt(),
        row.passing(),
        row.stamps().row().stamp(),
        new TrueGrade.Stamps(
            row.stamps().grade().map(TracedStamp::stamp),
            row.stamps().passedAt().map(TracedStamp::stamp),
            row.stamps().passing().stamp()));
  }

  static TrueGradeDistribution distribution(CourseGradeDistributionRecord row) {
    return new TrueGradeDistribution(
        row.course(),
        row.graded(),
        row.passing(),
        row.meanPercent(),
        row.letters(),
        row.histogram());
  }
}
