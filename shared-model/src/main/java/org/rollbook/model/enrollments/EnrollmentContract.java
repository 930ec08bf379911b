package org.rollbook.model.enrollments;

import java.util.List;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicSettings;
import org.rollbook.model.topic.TopologyContract;

/// What the enrollments topology reads and publishes.
public final class EnrollmentContract {

  private static final String NAME = "enrollments";

  public static final PublishedTopic<EnrollmentKey, EnrollmentRecord> ENROLLMENTS =
      new PublishedTopic<>(
          NAME,
          "rollbook.enrollments.v1",
          EnrollmentGuides.ENROLLMENTS,
          EnrollmentKey.CODEC,
          EnrollmentRecord.CODEC,
          key -> KeyBytes.of(key.learner()),
          TopicSettings.DERIVED);

  public static final PublishedTopic<CourseEnrollmentCountsKey, CourseEnrollmentCountsRecord>
      COURSE_ENROLLMENT_COUNTS =
          new PublishedTopic<>(
              NAME,
              "rollbook.course-enrollment-counts.v1",
              EnrollmentGuides.COURSE_ENROLLMENT_COUNTS,
              CourseEnrollmentCountsKey.CODEC,
              CourseEnrollmentCountsRecord.CODEC,
              key -> KeyBytes.of(key.course()),
              TopicSettings.DERIVED);

  public static final TopologyContract TOPOLOGY =
      new TopologyContract(
          NAME,
          List.of("learning-course-enrollment-lifecycle", "course-unenrollment-lifecycle"),
          EnrollmentEvents.ALL,
          List.of(ENROLLMENTS, COURSE_ENROLLMENT_COUNTS));

  private EnrollmentContract() {}
}
