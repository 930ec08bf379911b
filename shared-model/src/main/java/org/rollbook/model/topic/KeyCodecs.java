package org.rollbook.model.topic;

import static org.rollbook.model.avro.RecordCodec.field;

import java.util.function.Function;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;

/// How keys are written, as fields of any record and as keys of derived topics.
public final class KeyCodecs {

  public static final AvroCodec<LearnerId> LEARNER =
      AvroTypes.LONG.mapped(LearnerId::new, LearnerId::value);

  public static final AvroCodec<CourseKey> COURSE =
      AvroTypes.STRING.mapped(CourseKey::new, CourseKey::value);

  /// A key for each learner in a course.
  public static final RecordCodec<LearnerCourse> LEARNER_COURSE =
      RecordCodec.of(
          "org.rollbook.v1.LearnerCourseKey",
          field("learner_id", LEARNER, LearnerCourse::learner),
          field("course_key", COURSE, LearnerCourse::course),
          LearnerCourse::new);

  /// A key for each course.
  static final RecordCodec<CourseKey> COURSE_ALONE =
      RecordCodec.of(
          "org.rollbook.v1.CourseKey",
          field("course_key", COURSE, Function.identity()),
          Function.identity());

  private KeyCodecs() {}
}
