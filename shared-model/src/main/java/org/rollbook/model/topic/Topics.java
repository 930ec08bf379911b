package org.rollbook.model.topic;

import java.time.Duration;
import java.util.List;
import org.rollbook.model.published.CourseEnrollmentCountsKey;
import org.rollbook.model.published.CourseEnrollmentCountsRecord;
import org.rollbook.model.published.CourseGradeDistributionKey;
import org.rollbook.model.published.CourseGradeDistributionRecord;
import org.rollbook.model.published.EnrollmentKey;
import org.rollbook.model.published.EnrollmentRecord;
import org.rollbook.model.published.GradeKey;
import org.rollbook.model.published.GradeRecord;

/// The catalogue of derived topics.
public final class Topics {

  /// Subscribers that are a week behind still see each transition.
  private static final TopicSettings DERIVED =
      TopicSettings.compacted(Duration.ofDays(7), Duration.ofDays(1));

  public static final PublishedTopic<EnrollmentKey, EnrollmentRecord> ENROLLMENTS =
      new PublishedTopic<>(
          "enrollments",
          "rollbook.enrollments.v1",
          EnrollmentGuides.ENROLLMENTS,
          EnrollmentKey.CODEC,
          EnrollmentRecord.CODEC,
          key -> KeyBytes.of(key.learner()),
          DERIVED);

  public static final PublishedTopic<CourseEnrollmentCountsKey, CourseEnrollmentCountsRecord>
      COURSE_ENROLLMENT_COUNTS =
          new PublishedTopic<>(
              "enrollments",
              "rollbook.course-enrollment-counts.v1",
              EnrollmentGuides.COURSE_ENROLLMENT_COUNTS,
              CourseEnrollmentCountsKey.CODEC,
              CourseEnrollmentCountsRecord.CODEC,
              key -> KeyBytes.of(key.course()),
              DERIVED);

  public static final PublishedTopic<GradeKey, GradeRecord> GRADES =
      new PublishedTopic<>(
          "grades",
          "rollbook.grades.v1",
          GradeGuides.GRADES,
          GradeKey.CODEC,
          GradeRecord.CODEC,
          key -> KeyBytes.of(key.learner()),
          DERIVED);

  public static final PublishedTopic<CourseGradeDistributionKey, CourseGradeDistributionRecord>
      COURSE_GRADE_DISTRIBUTIONS =
          new PublishedTopic<>(
              "grades",
              "rollbook.course-grade-distributions.v1",
              GradeGuides.COURSE_GRADE_DISTRIBUTIONS,
              CourseGradeDistributionKey.CODEC,
              CourseGradeDistributionRecord.CODEC,
              key -> KeyBytes.of(key.course()),
              DERIVED);

  private Topics() {}

  /// All derived topics: a test fails if an entry is missing here.
  public static List<PublishedTopic<?, ?>> published() {
    return List.of(ENROLLMENTS, COURSE_ENROLLMENT_COUNTS, GRADES, COURSE_GRADE_DISTRIBUTIONS);
  }
}
