package org.rollbook.model.grades;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.grades.GradeRecord.Calculation;
import org.rollbook.model.grades.GradeRecord.Stamps;
import org.rollbook.model.published.TracedStamp;
import org.rollbook.model.topic.TopicExample;
import org.rollbook.model.topic.TopicGuide;

/// The guides for subscribers of the grades topology.
final class GradeGuides {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");

  private static final EventStamp CALCULATED =
      new EventStamp(
          Instant.parse("2026-08-20T12:34:56.789012Z"),
          GradeEvents.SUMMARY.type(),
          "67e1bd4a-e742-11f1-a5dc-02fc00000002",
          "openedx/lms/web");

  private static final TracedStamp TRACED =
      new TracedStamp(CALCULATED, new SourcePosition("learning-course-grade-lifecycle", 3, 1234));

  private static final GradeRecord GRADE =
      new GradeRecord(
          new LearnerId(4242),
          COURSE,
          Optional.of(
              new Calculation(
                  0.83,
                  Optional.of("Pass"),
                  Optional.of("rJvDpUYEXMVQKjJ9VXLgjqCE2HM="),
                  Optional.of("65f1c0"))),
          true,
          Optional.of(Instant.parse("2026-08-20T12:34:56.789012Z")),
          new Stamps(TRACED, Optional.of(TRACED), TRACED, Optional.of(TRACED)));

  private static final CourseGradeDistributionRecord DISTRIBUTION =
      new CourseGradeDistributionRecord(
          COURSE,
          3,
          1,
          Optional.of(0.57),
          new TreeMap<>(Map.of("Pass", 1L, "", 2L)),
          List.of(0L, 0L, 0L, 1L, 0L, 1L, 0L, 0L, 1L, 0L));

  static final TopicGuide<LearnerCourse, GradeRecord> GRADES =
      new TopicGuide<>(
          "How learners are doing: one record per learner and course, at each change.",
          "When an event changes any part of a learner's grade. One recalculation of the LMS"
              + " causes up to three events, and so up to three records.",
          "When the LMS has lost the grade itself, which a comparison with its table finds: a"
              + " subscriber should then delete the key.",
          List.of(
              "A copy of all grades that is always up to date: keep the newest record of each key.",
              "Acting when a learner passes: is_passing becomes true.",
              "Statistics that no view has, such as percentages by course and week."),
          List.of(
              "One learner or one course while somebody waits: a topic is read from the beginning.",
              "A learner's attempts: grades of problems and subsections are not published.",
              "passed_at of learners who passed before Rollbook read events, unless they are graded"
                  + " again: the LMS publishes it only with the next calculation.",
              "Names, usernames and e-mail addresses: no topic has them."),
          List.of(
              "GET /v1/learners/{learner_id}/grades and .../history of the grades API, for one"
                  + " learner and why.",
              "rollbook.course-grade-distributions.v1, for how a course is doing."),
          new TopicExample<>(GRADE.key(), GRADE, CALCULATED));

  static final TopicGuide<CourseKey, CourseGradeDistributionRecord> COURSE_GRADE_DISTRIBUTIONS =
      new TopicGuide<>(
          "How each course is doing: passing, mean, letters, histogram, at most once a second.",
          "At most once a second per course, after its gradebook changed: with all changes so"
              + " far. Distributions between two records are not published.",
          "Never: a course that has a record keeps one.",
          List.of(
              "How every course is doing, now and as it changes.",
              "Dashboards and alerts: few records, each complete in itself. Of more than 100"
                  + " letters in a course the longest are counted together as (other)."),
          List.of(
              "Counting regrades: changes within a second are published together.",
              "A mean over all enrolled learners: learners without a grade are not in it.",
              "Who the learners are."),
          List.of(
              "rollbook.grades.v1, for each single change.",
              "GET /v1/courses/{course_key}/grade-distribution of the grades API, for one"
                  + " course and as of when."),
          new TopicExample<>(DISTRIBUTION.key(), DISTRIBUTION, CALCULATED));

  private GradeGuides() {}
}
