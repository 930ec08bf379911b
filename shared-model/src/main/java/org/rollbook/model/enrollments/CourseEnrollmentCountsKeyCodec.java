package org.rollbook.model.enrollments;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.SchemaResource;

final class CourseEnrollmentCountsKeyCodec implements AvroCodec<CourseEnrollmentCountsKey> {

  private final Schema schema =
      SchemaResource.of(
          CourseEnrollmentCountsKeyCodec.class,
          "/avro/rollbook.course-enrollment-counts.v1-key.avsc");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(CourseEnrollmentCountsKey value, Encoder out) throws IOException {
    out.writeString(value.course().value());
  }

  @Override
  public CourseEnrollmentCountsKey read(Decoder in) throws IOException {
    return new CourseEnrollmentCountsKey(new CourseKey(in.readString()));
  }
}
