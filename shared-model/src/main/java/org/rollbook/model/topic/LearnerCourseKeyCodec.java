package org.rollbook.model.topic;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;

/// How derived topics write the key of a learner in a course.
///
/// @param schema of that topic's keys: `learner_id` and `course_key`
record LearnerCourseKeyCodec(Schema schema) implements AvroCodec<LearnerCourse> {

  @Override
  public void write(LearnerCourse key, Encoder out) throws IOException {
    out.writeLong(key.learner().value());
    out.writeString(key.course().value());
  }

  @Override
  public LearnerCourse read(Decoder in) throws IOException {
    return new LearnerCourse(new LearnerId(in.readLong()), new CourseKey(in.readString()));
  }
}
