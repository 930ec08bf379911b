package org.rollbook.grades.topology;

import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.event.EventFields;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.model.lms.ReadingFields;
import org.rollbook.model.topic.EventContract;
import org.rollbook.runtime.ingest.EventReader;

/// Reads one type of events or readings about grades.
///
/// @param glance distinguishes a wanted tracking event from the many others
record GradeReader(EventContract contract, Optional<Glance> glance, ClaimReader claimReader)
    implements EventReader<GradeClaim> {

  /// The length of the LMS's columns (`PersistentCourseGrade`): no value from there is longer.
  private static final int LONGEST_TEXT = 255;

  static final List<EventReader<GradeClaim>> ALL =
      List.of(
          of(GradeEvents.SUMMARY, GradeReader::summary),
          of(GradeEvents.PASSING_STATUS, event -> status(event, "course_key")),
          of(GradeEvents.CCX_PASSING_STATUS, event -> status(event, "ccx_course_key")),
          new GradeReader(
              GradeEvents.TRACKING,
              Optional.of(new Glance(GradeEvents.TRACKING_NAME, GradeReader::isGradeCalculated)),
              event -> TrackedGrade.read(part(event, "tracking_log").get("data").toString())),
          of(LmsGrade.READ.contract(), GradeReader::reading),
          of(LmsGrade.ABSENT.contract(), GradeReader::absence));

  /// Reads the claim of an event of one type.
  @FunctionalInterface
  interface ClaimReader {
    GradeClaim of(GenericRecord event) throws Rejection;
  }

  private static GradeReader of(EventContract contract, ClaimReader claimReader) {
    return new GradeReader(contract, Optional.empty(), claimReader);
  }

  @Override
  public GradeClaim read(GenericRecord event) throws Rejection {
    return claimReader.of(event);
  }

  private static GradeClaim summary(GenericRecord event) throws Rejection {
    GenericRecord grade = part(event, "grade");
    return GradeClaim.summary(
        EventFields.learner((long) grade.get("user_id"), "grade.user_id"),
        EventFields.course(
            part(grade, "course").get("course_key").toString(), "grade.course.course_key"),
        calculation(
            (double) grade.get("percent_grade"),
            grade.get("letter_grade").toString(),
            grade.get("grading_policy_hash").toString(),
            grade.get("course_version").toString()),
        EventFields.time(grade.get("passed_timestamp").toString(), "grade.passed_timestamp"));
  }

  private static GradeClaim reading(GenericRecord row) throws Rejection {
    LearnerCourse key = ReadingFields.key(row);
    return GradeClaim.whole(
        key.learner(),
        key.course(),
        calculation(
            (double) row.get("percent_grade"),
            row.get("letter_grade").toString(),
            row.get("grading_policy_hash").toString(),
            row.get("course_version").toString()),
        ReadingFields.time(row, "passed_at"));
  }

  private static GradeClaim absence(GenericRecord row) throws Rejection {
    LearnerCourse key = ReadingFields.key(row);
    return GradeClaim.deleted(key.learner(), key.course());
  }

  private static GradeClaim status(GenericRecord event, String courseField) throws Rejection {
    GenericRecord status = part(event, "course_passing_status");
    return GradeClaim.status(
        EventFields.learner((long) part(status, "user").get("id"), "course_passing_status.user.id"),
        EventFields.course(
            part(status, "course").get(courseField).toString(),
            "course_passing_status.course." + courseField),
        (boolean) status.get("is_passing"));
  }

  static Calculation calculation(
      double percent, String letter, String gradingPolicyHash, String courseVersion)
      throws Rejection {
    if (!Double.isFinite(percent) || percent < 0) {
      throw new Rejection(RejectCause.UNDECODABLE, "percent_grade is " + percent);
    }
    return new Calculation(
        percent,
        EventFields.text(letter, LONGEST_TEXT, "letter_grade"),
        EventFields.text(gradingPolicyHash, LONGEST_TEXT, "grading_policy_hash"),
        EventFields.text(courseVersion, LONGEST_TEXT, "course_version"));
  }

  private static boolean isGradeCalculated(GenericRecord event) {
    return GradeEvents.GRADE_CALCULATED.equals(part(event, "tracking_log").get("name").toString());
  }

  private static GenericRecord part(GenericRecord record, String field) {
    return (GenericRecord) record.get(field);
  }
}
