package org.rollbook.model.enrollments;

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

/// A row of the LMS's table `student_courseenrollment`.
///
/// @param created empty where the LMS has none: in rows from before the column existed
public record LmsEnrollment(
    LearnerId learner, CourseKey course, String mode, boolean active, Optional<Instant> created) {

  private static final String THING = "enrollment";

  public static final Reading<LmsEnrollment> READ =
      new Reading<>(
          Reading.read(THING),
          RecordCodec.of(
              Reading.read(THING).wireName() + ".Enrollment",
              field("learner_id", KeyCodecs.LEARNER, LmsEnrollment::learner),
              field("course_key", KeyCodecs.COURSE, LmsEnrollment::course),
              field("mode", AvroTypes.STRING, LmsEnrollment::mode),
              field("is_active", AvroTypes.BOOLEAN, LmsEnrollment::active),
              field("created", AvroTypes.OPTIONAL_TIME, LmsEnrollment::created),
              LmsEnrollment::new));

  public static final Reading<AbsentRow> ABSENT = Reading.absent(THING);

  public static final TableContract TABLE =
      new TableContract("student_courseenrollment", List.of(READ.contract(), ABSENT.contract()));
}
