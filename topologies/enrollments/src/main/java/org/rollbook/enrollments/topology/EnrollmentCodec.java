package org.rollbook.enrollments.topology;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.TimestampMicros;

/// An enrollment as journals and stores hold it, format 1.
record EnrollmentCodec() implements AvroCodec<Enrollment> {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Enrollment")
          .namespace("org.rollbook.store")
          .fields()
          .requiredLong("learner_id")
          .requiredString("course_key")
          .requiredString("mode")
          .requiredBoolean("is_active")
          .name("enrolled_at")
          .type(TimestampMicros.CODEC.schema())
          .noDefault()
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(Enrollment enrollment, Encoder out) throws IOException {
    out.writeLong(enrollment.learner().value());
    out.writeString(enrollment.course().value());
    out.writeString(enrollment.mode());
    out.writeBoolean(enrollment.active());
    TimestampMicros.CODEC.write(enrollment.enrolledAt(), out);
  }

  @Override
  public Enrollment read(Decoder in) throws IOException {
    return new Enrollment(
        new LearnerId(in.readLong()),
        new CourseKey(in.readString()),
        in.readString(),
        in.readBoolean(),
        TimestampMicros.CODEC.read(in));
  }
}
