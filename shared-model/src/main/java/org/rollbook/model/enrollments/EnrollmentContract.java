package org.rollbook.model.enrollments;

import java.util.List;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopologyContract;

/// What the enrollments topology reads and publishes.
public final class EnrollmentContract {

  private static final String NAME = "enrollments";

  public static final PublishedTopic<LearnerCourse, EnrollmentRecord> ENROLLMENTS =
      PublishedTopic.ofLearnersInCourses(
          NAME, "rollbook.enrollments.v1", EnrollmentGuides.ENROLLMENTS, EnrollmentRecord.CODEC);

  public static final PublishedTopic<CourseKey, CourseEnrollmentCountsRecord>
      COURSE_ENROLLMENT_COUNTS =
          PublishedTopic.ofCourses(
              NAME,
              "rollbook.course-enrollment-counts.v1",
              EnrollmentGuides.COURSE_ENROLLMENT_COUNTS,
              CourseEnrollmentCountsRecord.CODEC);

  public static final TopologyContract TOPOLOGY =
      new TopologyContract(
          NAME,
          List.of("learning-course-enrollment-lifecycle", "course-unenrollment-lifecycle"),
          EnrollmentEvents.ALL,
          Optional.of(LmsEnrollment.TABLE),
          List.of(ENROLLMENTS, COURSE_ENROLLMENT_COUNTS));

  private EnrollmentContract() {}
}
