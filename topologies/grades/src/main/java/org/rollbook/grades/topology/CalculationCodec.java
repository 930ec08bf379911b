package org.rollbook.grades.topology;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.model.avro.AvroCodec;

/// A calculation as journals and stores hold it.
record CalculationCodec() implements AvroCodec<Calculation> {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Calculation")
          .namespace("org.rollbook.store")
          .fields()
          .requiredDouble("percent")
          .requiredString("letter")
          .requiredString("grading_policy_hash")
          .requiredString("course_version")
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(Calculation calculation, Encoder out) throws IOException {
    out.writeDouble(calculation.percent());
    out.writeString(calculation.letter());
    out.writeString(calculation.gradingPolicyHash());
    out.writeString(calculation.courseVersion());
  }

  @Override
  public Calculation read(Decoder in) throws IOException {
    return new Calculation(in.readDouble(), in.readString(), in.readString(), in.readString());
  }
}
