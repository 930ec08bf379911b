package org.rollbook.model.enrollments;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.SchemaResource;
import org.rollbook.model.avro.TimestampMicros;
import org.rollbook.model.published.TracedStamp;
import org.rollbook.model.published.TracedStampCodec;

final class EnrollmentRecordCodec implements AvroCodec<EnrollmentRecord> {

  private final Schema schema =
      SchemaResource.of(EnrollmentRecordCodec.class, "/avro/rollbook.enrollments.v1-value.avsc");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(EnrollmentRecord value, Encoder out) throws IOException {
    out.writeLong(value.learner().value());
    out.writeString(value.course().value());
    out.writeString(value.mode());
    out.writeBoolean(value.active());
    TimestampMicros.CODEC.write(value.enrolledAt(), out);
    TracedStampCodec.write(new TracedStamp(value.stamp(), value.position()), out);
  }

  @Override
  public EnrollmentRecord read(Decoder in) throws IOException {
    var learner = new LearnerId(in.readLong());
    var course = new CourseKey(in.readString());
    String mode = in.readString();
    boolean active = in.readBoolean();
    Instant enrolledAt = TimestampMicros.CODEC.read(in);
    TracedStamp traced = TracedStampCodec.read(in);
    return new EnrollmentRecord(
        learner, course, mode, active, enrolledAt, traced.stamp(), traced.position());
  }
}
