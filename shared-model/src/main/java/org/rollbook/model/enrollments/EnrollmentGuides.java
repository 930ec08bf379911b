package org.rollbook.model.enrollments;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.topic.TopicExample;
import org.rollbook.model.topic.TopicGuide;

/// The guides for subscribers of the enrollments topology.
final class EnrollmentGuides {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");

  private static final EventStamp CHANGED =
      new EventStamp(
          Instant.parse("2026-08-20T12:34:56.789012Z"),
          EnrollmentEvents.CHANGED.type(),
          "67e1bd4a-e742-11f1-a5dc-02fc00000001",
          "openedx/lms/web");

  private static final EnrollmentRecord ENROLLMENT =
      new EnrollmentRecord(
          new LearnerId(4242),
          COURSE,
          "verified",
          true,
          Instant.parse("2026-08-01T09:00:00Z"),
          CHANGED,
          new SourcePosition("learning-course-enrollment-lifecycle", 3, 1234));

  private static final CourseEnrollmentCountsRecord COUNTS =
      new CourseEnrollmentCountsRecord(
          COURSE,
          2,
          3,
          new TreeMap<>(Map.of("audit", new ModeCount(1, 2), "verified", new ModeCount(1, 1))));

  static final TopicGuide<LearnerCourse, EnrollmentRecord> ENROLLMENTS =
      new TopicGuide<>(
          "Who is enrolled where: one record per learner and course, at each change.",
          "When an event changes a learner's enrollment: it was created, its mode changed, the"
              + " learner left or came back. A late or duplicate event writes nothing, so the"
              + " records of a key are in the order of their stamps.",
          "When the LMS has lost the enrollment itself, which a comparison with its table finds: a"
              + " subscriber should then delete the key. A learner who leaves keeps a record, with"
              + " is_active false.",
          List.of(
              "A copy of all enrollments that is always up to date: keep the newest record of each"
                  + " key.",
              "Acting when a learner enrolls, upgrades or leaves.",
              "Sums that no view has, such as enrollments by mode and week of enrolled_at."),
          List.of(
              "One learner or one course while somebody waits: a topic is read from the beginning.",
              "The whole past: compaction removes the older records of a key after seven days.",
              "When an enrollment was made, if the LMS itself does not know: enrolled_at is then"
                  + " 1970-01-01T00:00:00Z.",
              "Names, usernames and e-mail addresses: no topic has them."),
          List.of(
              "GET /v1/learners/{learner_id}/enrollments and .../history of the enrollments API,"
                  + " for one learner and why.",
              "rollbook.course-enrollment-counts.v1, for how many learners a course has."),
          new TopicExample<>(ENROLLMENT.key(), ENROLLMENT, CHANGED));

  static final TopicGuide<CourseKey, CourseEnrollmentCountsRecord> COURSE_ENROLLMENT_COUNTS =
      new TopicGuide<>(
          "How many learners each course has, by enrollment mode, at most once a second.",
          "At most once a second per course, after its roster changed: with all changes so far."
              + " Counts between two records are not published.",
          "Never: a course that everybody left has a record with active 0.",
          List.of(
              "The size of every course, now and as it changes.",
              "Dashboards and alerts: few records, each complete in itself. Of more than 100"
                  + " modes in a course the longest are counted together as (other)."),
          List.of(
              "Counting enrollments as events: changes within a second are published together,"
                  + " and one learner may leave while another comes.",
              "Who the learners are."),
          List.of(
              "rollbook.enrollments.v1, for each single change.",
              "GET /v1/courses/{course_key}/enrollment-counts of the enrollments API, for one"
                  + " course and as of when."),
          new TopicExample<>(COUNTS.key(), COUNTS, CHANGED));

  private EnrollmentGuides() {}
}
