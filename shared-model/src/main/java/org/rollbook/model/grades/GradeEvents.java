package org.rollbook.model.grades;

import java.util.List;
import org.apache.avro.Schema;
import org.rollbook.model.avro.SchemaResource;
import org.rollbook.model.topic.EventContract;

/// The fields that we read of the events about grades, each of which is incomplete
/// (`lms/djangoapps/grades/{models,events}.py`). None of the schemas has a username, e-mail or
/// name.
public final class GradeEvents {

  /// The whole grade, but only of learners who have passed at least once: `grade` of
  /// `PersistentCourseGradeData`.
  public static final EventContract SUMMARY =
      new EventContract(
          "org.openedx.learning.course.persistent_grade_summary.changed.v1",
          schema("grade-summary"));

  /// Whether a learner passes: `course_passing_status` of `CoursePassingStatusData`.
  public static final EventContract PASSING_STATUS =
      new EventContract(
          "org.openedx.learning.course.passing.status.updated.v1", schema("passing-status"));

  /// The same for a custom course, which has its own key.
  public static final EventContract CCX_PASSING_STATUS =
      new EventContract(
          "org.openedx.learning.ccx.course.passing.status.updated.v1",
          schema("ccx-passing-status"));

  /// Any tracking event: its `name`, and its `data` as JSON text. Events named [#GRADE_CALCULATED]
  /// also cover failing learners.
  public static final EventContract TRACKING =
      new EventContract("org.openedx.analytics.tracking.event.emitted.v1", schema("tracking"));

  public static final List<EventContract> ALL =
      List.of(SUMMARY, PASSING_STATUS, CCX_PASSING_STATUS, TRACKING);

  /// The part of [#TRACKING] that distinguishes the wanted events from the many others.
  public static final Schema TRACKING_NAME = schema("tracking-name");

  /// The name of the tracking event about a grade.
  public static final String GRADE_CALCULATED = "edx.grades.course.grade_calculated";

  private GradeEvents() {}

  private static Schema schema(String name) {
    return SchemaResource.of(GradeEvents.class, "/avro/openedx-" + name + ".avsc");
  }
}
