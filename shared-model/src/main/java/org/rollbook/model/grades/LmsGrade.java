package org.rollbook.model.grades;

import static org.rollbook.model.avro.RecordCodec.field;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.lms.AbsentRow;
import org.rollbook.model.lms.Reading;
import org.rollbook.model.topic.KeyCodecs;
import org.rollbook.model.topic.TableContract;

/// A row of the LMS's table `grades_persistentcoursegrade`.
///
/// @param letter empty for a learner who does not pass
/// @param passedAt empty if the learner has never passed
public record LmsGrade(
    LearnerId learner,
    CourseKey course,
    double percent,
    String letter,
    String gradingPolicyHash,
    String courseVersion,
    Optional<Instant> passedAt) {

  private static final String THING = "grade";

  public static final Reading<LmsGrade> READ =
      new Reading<>(
          Reading.read(THING),
          RecordCodec.of(
              Reading.read(THING).wireName() + ".Grade",
              field("learner_id", KeyCodecs.LEARNER, LmsGrade::learner),
              field("course_key", KeyCodecs.COURSE, LmsGrade::course),
              field("percent_grade", AvroTypes.DOUBLE, LmsGrade::percent),
              field("letter_grade", AvroTypes.STRING, LmsGrade::letter),
              field("grading_policy_hash", AvroTypes.STRING, LmsGrade::gradingPolicyHash),
              field("course_version", AvroTypes.STRING, LmsGrade::courseVersion),
              field("passed_at", AvroTypes.OPTIONAL_TIME, LmsGrade::passedAt),
              LmsGrade::new));

  public static final Reading<AbsentRow> ABSENT = Reading.absent(THING);

  public static final TableContract TABLE =
      new TableContract(
          "grades_persistentcoursegrade", List.of(READ.contract(), ABSENT.contract()));
}
