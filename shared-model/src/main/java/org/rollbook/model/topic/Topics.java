package org.rollbook.model.topic;

import java.time.Duration;
import java.util.List;
import org.rollbook.model.published.CourseEnrollmentCountsKey;
import org.rollbook.model.published.CourseEnrollmentCountsRecord;
import org.rollbook.model.published.EnrollmentKey;
import org.rollbook.model.published.EnrollmentRecord;

/// The catalogue of derived topics.
public final class Topics {

  /// Subscribers that are a week behind still see each transition.
  private static final TopicSettings DERIVED =
      TopicSettings.compacted(Duration.ofDays(7), Duration.ofDays(1));

  public static final PublishedTopic<EnrollmentKey, EnrollmentRecord> ENROLLMENTS =
      new PublishedTopic<>(
          "enrollments",
          "rollbook.enrollments.v1",
          "Who is enrolled where: one record per learner and course, at each change.",
          EnrollmentKey.CODEC,
          EnrollmentRecord.CODEC,
          key -> KeyBytes.of(key.learner()),
          DERIVED);

  public static final PublishedTopic<CourseEnrollmentCountsKey, CourseEnrollmentCountsRecord>
      COURSE_ENROLLMENT_COUNTS =
          new PublishedTopic<>(
              "enrollments",
              "rollbook.course-enrollment-counts.v1",
              "How many learners each course has, by enrollment mode, at most once a second.",
              CourseEnrollmentCountsKey.CODEC,
              CourseEnrollmentCountsRecord.CODEC,
              key -> KeyBytes.of(key.course()),
              DERIVED);

  private Topics() {}

  /// All of them.
  public static List<PublishedTopic<?, ?>> published() {
    return List.of(ENROLLMENTS, COURSE_ENROLLMENT_COUNTS);
  }
}
