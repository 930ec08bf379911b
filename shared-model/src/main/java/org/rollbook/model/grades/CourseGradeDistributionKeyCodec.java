package org.rollbook.model.grades;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.SchemaResource;

final class CourseGradeDistributionKeyCodec implements AvroCodec<CourseGradeDistributionKey> {

  private final Schema schema =
      SchemaResource.of(
          CourseGradeDistributionKeyCodec.class,
          "/avro/rollbook.course-grade-distributions.v1-key.avsc");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(CourseGradeDistributionKey value, Encoder out) throws IOException {
    out.writeString(value.course().value());
  }

  @Override
  public CourseGradeDistributionKey read(Decoder in) throws IOException {
    return new CourseGradeDistributionKey(new CourseKey(in.readString()));
  }
}
