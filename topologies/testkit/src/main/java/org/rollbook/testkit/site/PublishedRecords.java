package org.rollbook.testkit.site;

import java.util.Map;
import java.util.stream.Collectors;
import org.rollbook.model.published.CourseEnrollmentCountsRecord;
import org.rollbook.model.published.CourseGradeDistributionRecord;
import org.rollbook.model.published.EnrollmentRecord;
import org.rollbook.model.published.GradeRecord;
import org.rollbook.model.published.TracedStamp;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.GradeDistribution;
import org.rollbook.testkit.campus.Score;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;

/// Published records in the form in which the truth is asked about them.
final class PublishedRecords {

  private PublishedRecords() {}

  static TrueEnrollment enrollment(EnrollmentRecord row) {
    return new TrueEnrollment(
        new EnrollmentKey(row.learner(), row.course()),
        row.mode(),
        row.active(),
        row.enrolledAt(),
        row.stamp());
  }

  static CourseCounts counts(CourseEnrollmentCountsRecord row) {
    return new CourseCounts(
        row.course(),
        row.modes().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    mode ->
                        new CourseCounts.ModeCount(
                            mode.getValue().active(), mode.getValue().total()))));
  }

  static TrueGrade grade(GradeRecord row) {
    return new TrueGrade(
        new EnrollmentKey(row.learner(), row.course()),
        row.calculation()
            .map(
                said ->
                    new Score(
                        said.percent(),
                        said.letter().orElse(""),
                        said.gradingPolicyHash().orElse(""),
                        said.courseVersion().orElse(""))),
        row.passedAt(),
        row.passing(),
        row.stamps().row().stamp(),
        new TrueGrade.Stamps(
            row.stamps().grade().map(TracedStamp::stamp),
            row.stamps().passedAt().map(TracedStamp::stamp),
            row.stamps().passing().stamp()));
  }

  static GradeDistribution distribution(CourseGradeDistributionRecord row) {
    return new GradeDistribution(
        row.course(),
        row.graded(),
        row.passing(),
        row.meanPercent(),
        row.letters(),
        row.histogram());
  }
}
