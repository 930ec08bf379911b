package org.rollbook.grades.topology;

import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.NullableCodec;
import org.rollbook.model.avro.TimestampMicros;

/// A claim as journals and histories hold it, format 1.
record GradeClaimCodec() implements AvroCodec<GradeClaim> {

  private static final AvroCodec<Optional<Calculation>> CALCULATION =
      new NullableCodec<>(new CalculationCodec());

  private static final Schema SCHEMA =
      SchemaBuilder.record("GradeClaim")
          .namespace("org.rollbook.store")
          .fields()
          .requiredLong("learner_id")
          .requiredString("course_key")
          .name("calculation")
          .type(CALCULATION.schema())
          .noDefault()
          .name("passed_at")
          .type(TimestampMicros.OPTIONAL.schema())
          .noDefault()
          .requiredBoolean("is_passing")
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(GradeClaim claim, Encoder out) throws IOException {
    out.writeLong(claim.learner().value());
    out.writeString(claim.course().value());
    CALCULATION.write(claim.calculation(), out);
    TimestampMicros.OPTIONAL.write(claim.passedAt(), out);
    out.writeBoolean(claim.passing());
  }

  @Override
  public GradeClaim read(Decoder in) throws IOException {
    return new GradeClaim(
        new LearnerId(in.readLong()),
        new CourseKey(in.readString()),
        CALCULATION.read(in),
        TimestampMicros.OPTIONAL.read(in),
        in.readBoolean());
  }
}
