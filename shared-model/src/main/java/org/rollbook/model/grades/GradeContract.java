package org.rollbook.model.grades;

import java.util.List;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicSettings;
import org.rollbook.model.topic.TopologyContract;

/// What the grades topology reads and publishes.
public final class GradeContract {

  private static final String NAME = "grades";

  public static final PublishedTopic<GradeKey, GradeRecord> GRADES =
      new PublishedTopic<>(
          NAME,
          "rollbook.grades.v1",
          GradeGuides.GRADES,
          GradeKey.CODEC,
          GradeRecord.CODEC,
          key -> KeyBytes.of(key.learner()),
          TopicSettings.DERIVED);

  public static final PublishedTopic<CourseGradeDistributionKey, CourseGradeDistributionRecord>
      COURSE_GRADE_DISTRIBUTIONS =
          new PublishedTopic<>(
              NAME,
              "rollbook.course-grade-distributions.v1",
              GradeGuides.COURSE_GRADE_DISTRIBUTIONS,
              CourseGradeDistributionKey.CODEC,
              CourseGradeDistributionRecord.CODEC,
              key -> KeyBytes.of(key.course()),
              TopicSettings.DERIVED);

  public static final TopologyContract TOPOLOGY =
      new TopologyContract(
          NAME,
          List.of("learning-course-grade-lifecycle", "learning-badges-lifecycle", "analytics"),
          GradeEvents.ALL,
          List.of(GRADES, COURSE_GRADE_DISTRIBUTIONS));

  private GradeContract() {}
}
