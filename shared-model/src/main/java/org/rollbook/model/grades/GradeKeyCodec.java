package org.rollbook.model.grades;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.SchemaResource;

final class GradeKeyCodec implements AvroCodec<GradeKey> {

  private final Schema schema =
      SchemaResource.of(GradeKeyCodec.class, "/avro/rollbook.grades.v1-key.avsc");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(GradeKey value, Encoder out) throws IOException {
    out.writeLong(value.learner().value());
    out.writeString(value.course().value());
  }

  @Override
  public GradeKey read(Decoder in) throws IOException {
    return new GradeKey(new LearnerId(in.readLong()), new CourseKey(in.readString()));
  }
}
