package org.rollbook.benchmark.write;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.avro.TimestampMicros;

/// An enrollment as plain Kafka Streams keeps it: its state, without the stamp of the event.
record PlainEnrollment(
    LearnerId learner, CourseKey course, String mode, boolean active, Instant enrolledAt) {

  /// How it is written.
  record Form() implements AvroForm<PlainEnrollment> {

    @Override
    public void write(PlainEnrollment enrollment, Encoder out) throws IOException {
      out.writeLong(enrollment.learner().value());
      out.writeString(enrollment.course().value());
      out.writeString(enrollment.mode());
      out.writeBoolean(enrollment.active());
      TimestampMicros.CODEC.write(enrollment.enrolledAt(), out);
    }

    @Override
    public PlainEnrollment read(Decoder in) throws IOException {
      return new PlainEnrollment(
          new LearnerId(in.readLong()),
          new CourseKey(in.readString()),
          in.readString(),
          in.readBoolean(),
          TimestampMicros.CODEC.read(in));
    }
  }
}
