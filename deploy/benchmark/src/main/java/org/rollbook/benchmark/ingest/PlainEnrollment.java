package org.rollbook.benchmark.ingest;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroForm;

/// An enrollment as plain Kafka Streams keeps it: what was said, and nothing of who said it.
record PlainEnrollment() implements AvroForm<Enrollment> {

  @Override
  public void write(Enrollment enrollment, Encoder out) throws IOException {
    out.writeLong(enrollment.learner().value());
    out.writeString(enrollment.course().value());
    out.writeString(enrollment.mode());
    out.writeBoolean(enrollment.active());
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, enrollment.enrolledAt()));
  }

  @Override
  public Enrollment read(Decoder in) throws IOException {
    return new Enrollment(
        new LearnerId(in.readLong()),
        new CourseKey(in.readString()),
        in.readString(),
        in.readBoolean(),
        Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS));
  }
}
