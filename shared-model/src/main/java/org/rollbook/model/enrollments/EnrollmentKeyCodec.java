package org.rollbook.model.enrollments;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.SchemaResource;

final class EnrollmentKeyCodec implements AvroCodec<EnrollmentKey> {

  private final Schema schema =
      SchemaResource.of(EnrollmentKeyCodec.class, "/avro/rollbook.enrollments.v1-key.avsc");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(EnrollmentKey value, Encoder out) throws IOException {
    out.writeLong(value.learner().value());
    out.writeString(value.course().value());
  }

  @Override
  public EnrollmentKey read(Decoder in) throws IOException {
    return new EnrollmentKey(new LearnerId(in.readLong()), new CourseKey(in.readString()));
  }
}
