package org.rollbook.grades.topology;

import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.topology.Claims.Senseless;
import org.rollbook.model.EventType;
import org.rollbook.model.openedx.GradeEvents;
import org.rollbook.runtime.ingest.EventReader;
import org.rollbook.runtime.ingest.ReadResult;

/// Understands one type of event that tells of grades.
///
/// @param glance what tells a wanted tracking event from the many others
record GradeReader(EventType type, Optional<Glance> glance, Understanding understanding)
    implements EventReader<GradeClaim> {

  static final List<EventReader<GradeClaim>> ALL =
      List.of(
          of(EventType.PERSISTENT_GRADE_SUMMARY_CHANGED, GradeReader::summary),
          of(EventType.COURSE_PASSING_STATUS_UPDATED, event -> status(event, "course_key")),
          of(EventType.CCX_PASSING_STATUS_UPDATED, event -> status(event, "ccx_course_key")),
          new GradeReader(
              EventType.TRACKING_EVENT_EMITTED,
              Optional.of(new Glance(GradeEvents.TRACKING_NAME, GradeReader::isGradeCalculated)),
              event -> TrackedGrade.read(part(event, "tracking_log").get("data").toString())));

  /// What an event of one type claims.
  @FunctionalInterface
  interface Understanding {
    GradeClaim of(GenericRecord event) throws Senseless;
  }

  private static GradeReader of(EventType type, Understanding understanding) {
    return new GradeReader(type, Optional.empty(), understanding);
  }

  @Override
  public ReadResult<GradeClaim> read(GenericRecord event) {
    try {
      return new ReadResult.Read<>(understanding.of(event));
    } catch (Senseless senseless) {
      return new ReadResult.Refused<>(senseless.cause(), senseless.detail());
    }
  }

  private static GradeClaim summary(GenericRecord event) throws Senseless {
    GenericRecord grade = part(event, "grade");
    return GradeClaim.summary(
        Claims.learner((long) grade.get("user_id"), "grade.user_id"),
        Claims.course(
            part(grade, "course").get("course_key").toString(), "grade.course.course_key"),
        Claims.calculation(
            (double) grade.get("percent_grade"),
            grade.get("letter_grade").toString(),
            grade.get("grading_policy_hash").toString(),
            grade.get("course_version").toString()),
        Claims.time(grade.get("passed_timestamp").toString(), "grade.passed_timestamp"));
  }

  private static GradeClaim status(GenericRecord event, String courseField) throws Senseless {
    GenericRecord status = part(event, "course_passing_status");
    return GradeClaim.status(
        Claims.learner((long) part(status, "user").get("id"), "course_passing_status.user.id"),
        Claims.course(
            part(status, "course").get(courseField).toString(),
            "course_passing_status.course." + courseField),
        (boolean) status.get("is_passing"));
  }

  private static boolean isGradeCalculated(GenericRecord event) {
    return GradeEvents.GRADE_CALCULATED.equals(part(event, "tracking_log").get("name").toString());
  }

  private static GenericRecord part(GenericRecord record, String field) {
    return (GenericRecord) record.get(field);
  }
}
