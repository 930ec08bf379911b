package org.rollbook.benchmark.ingest;

import java.io.IOException;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.avro.TimestampMicros;

/// An enrollment as plain Kafka Streams keeps it: its state, without the stamp of the event.
record PlainEnrollment() implements AvroForm<Enrollment> {

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
