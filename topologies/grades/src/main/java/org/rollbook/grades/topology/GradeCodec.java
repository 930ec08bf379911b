package org.rollbook.grades.topology;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Grade;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.BooleanCodec;
import org.rollbook.model.avro.NullableCodec;
import org.rollbook.model.avro.TimestampMicros;
import org.rollbook.runtime.journal.StampedCodec;

/// A grade as stores hold it, format 1: each facet with its stamp and where it was read.
record GradeCodec() implements AvroCodec<Grade> {

  private static final AvroCodec<Optional<Stamped<Calculation>>> CALCULATION =
      new NullableCodec<>(new StampedCodec<>("HeardCalculation", new CalculationCodec()));
  private static final AvroCodec<Optional<Stamped<Instant>>> PASSED_AT =
      new NullableCodec<>(new StampedCodec<>("HeardPassedAt", TimestampMicros.CODEC));
  private static final AvroCodec<Stamped<Boolean>> PASSING =
      new StampedCodec<>("HeardPassing", BooleanCodec.CODEC);

  private static final Schema SCHEMA =
      SchemaBuilder.record("Grade")
          .namespace("org.rollbook.store")
          .fields()
          .requiredLong("learner_id")
          .requiredString("course_key")
          .name("calculation")
          .type(CALCULATION.schema())
          .noDefault()
          .name("passed_at")
          .type(PASSED_AT.schema())
          .noDefault()
          .name("is_passing")
          .type(PASSING.schema())
          .noDefault()
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(Grade grade, Encoder out) throws IOException {
    out.writeLong(grade.learner().value());
    out.writeString(grade.course().value());
    CALCULATION.write(grade.calculation(), out);
    PASSED_AT.write(grade.passedAt(), out);
    PASSING.write(grade.passing(), out);
  }

  @Override
  public Grade read(Decoder in) throws IOException {
    return new Grade(
        new LearnerId(in.readLong()),
        new CourseKey(in.readString()),
        CALCULATION.read(in),
        PASSED_AT.read(in),
        PASSING.read(in));
  }
}
