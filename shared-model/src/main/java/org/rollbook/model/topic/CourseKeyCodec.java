package org.rollbook.model.topic;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroCodec;

/// How derived topics write the key of a course.
///
/// @param schema of that topic's keys: `course_key`
record CourseKeyCodec(Schema schema) implements AvroCodec<CourseKey> {

  @Override
  public void write(CourseKey key, Encoder out) throws IOException {
    out.writeString(key.value());
  }

  @Override
  public CourseKey read(Decoder in) throws IOException {
    return new CourseKey(in.readString());
  }
}
