package org.rollbook.testkit.campus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.rollbook.model.CourseKey;

/// Enrollment events as Avro, field by field in the order of [EnrollmentSchemas].
final class EnrollmentEncoding {

  private static final int USUAL_LENGTH = 256;
  private static final int NULL = 0;
  private static final int PRESENT = 1;

  private EnrollmentEncoding() {}

  static byte[] key(CourseKey course) {
    return bytes(out -> out.writeString(course.value()));
  }

  static byte[] value(CampusEvent event) {
    return bytes(
        out -> {
          write(event.learner(), out);
          write(event.course(), out);
          out.writeString(event.said().mode());
          out.writeBoolean(event.said().active());
          out.writeString(PythonText.isoformat(event.said().enrolledAt()));
          writeIndex(event.createdBy(), out);
          if (event.createdBy().isPresent()) {
            write(event.createdBy().get(), out);
          }
        });
  }

  private static void write(Learner user, Encoder out) throws IOException {
    out.writeLong(user.id().value());
    out.writeBoolean(user.accountActive());
    out.writeString(user.username());
    out.writeString(user.email());
    out.writeString(user.name());
  }

  private static void write(Course course, Encoder out) throws IOException {
    out.writeString(course.key().value());
    out.writeString(course.displayName());
    write(course.start(), out);
    write(course.end(), out);
  }

  private static void write(Optional<Instant> time, Encoder out) throws IOException {
    writeIndex(time, out);
    if (time.isPresent()) {
      out.writeString(PythonText.isoformat(time.get()));
    }
  }

  private static void writeIndex(Optional<?> value, Encoder out) throws IOException {
    out.writeIndex(value.isPresent() ? PRESENT : NULL);
  }

  private static byte[] bytes(Writing writing) {
    var bytes = new ByteArrayOutputStream(USUAL_LENGTH);
    try {
      var out = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writing.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return bytes.toByteArray();
  }

  private interface Writing {
    void write(Encoder out) throws IOException;
  }
}
