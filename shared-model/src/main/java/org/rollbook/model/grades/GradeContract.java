package org.rollbook.model.grades;

import java.util.List;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopologyContract;

/// What the grades topology reads and publishes.
public final class GradeContract {

  private static final String NAME = "grades";

  public static final PublishedTopic<LearnerCourse, GradeRecord> GRADES =
      PublishedTopic.ofLearnersInCourses(
          NAME, "rollbook.grades.v1", GradeGuides.GRADES, GradeRecord.CODEC);

  public static final PublishedTopic<CourseKey, CourseGradeDistributionRecord>
      COURSE_GRADE_DISTRIBUTIONS =
          PublishedTopic.ofCourses(
              NAME,
              "rollbook.course-grade-distributions.v1",
              GradeGuides.COURSE_GRADE_DISTRIBUTIONS,
              CourseGradeDistributionRecord.CODEC);

  public static final TopologyContract TOPOLOGY =
      new TopologyContract(
          NAME,
          List.of("learning-course-grade-lifecycle", "learning-badges-lifecycle", "analytics"),
          GradeEvents.ALL,
          Optional.of(LmsGrade.TABLE),
          List.of(GRADES, COURSE_GRADE_DISTRIBUTIONS));

  private GradeContract() {}
}
