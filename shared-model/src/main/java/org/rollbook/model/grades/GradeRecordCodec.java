package org.rollbook.model.grades;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.NullableCodec;
import org.rollbook.model.avro.SchemaResource;
import org.rollbook.model.avro.TimestampMicros;
import org.rollbook.model.grades.GradeRecord.Calculation;
import org.rollbook.model.grades.GradeRecord.Stamps;
import org.rollbook.model.published.TracedStampCodec;

final class GradeRecordCodec implements AvroCodec<GradeRecord> {

  private final Schema schema =
      SchemaResource.of(GradeRecordCodec.class, "/avro/rollbook.grades.v1-value.avsc");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(GradeRecord value, Encoder out) throws IOException {
    out.writeLong(value.learner().value());
    out.writeString(value.course().value());
    Optional<Calculation> calculation = value.calculation();
    NullableCodec.write(
        calculation.map(Calculation::percent), out, (percent, to) -> to.writeDouble(percent));
    writeText(calculation.flatMap(Calculation::letter), out);
    out.writeBoolean(value.passing());
    NullableCodec.write(value.passedAt(), out, TimestampMicros.CODEC);
    writeText(calculation.flatMap(Calculation::gradingPolicyHash), out);
    writeText(calculation.flatMap(Calculation::courseVersion), out);
    TracedStampCodec.write(value.stamps().row(), out);
    NullableCodec.write(value.stamps().grade(), out, TracedStampCodec::write);
    TracedStampCodec.write(value.stamps().passing(), out);
    NullableCodec.write(value.stamps().passedAt(), out, TracedStampCodec::write);
  }

  @Override
  public GradeRecord read(Decoder in) throws IOException {
    var learner = new LearnerId(in.readLong());
    var course = new CourseKey(in.readString());
    Optional<Double> percent = NullableCodec.read(in, Decoder::readDouble);
    Optional<String> letter = NullableCodec.read(in, Decoder::readString);
    boolean passing = in.readBoolean();
    Optional<Instant> passedAt = NullableCodec.read(in, TimestampMicros.CODEC);
    Optional<String> policy = NullableCodec.read(in, Decoder::readString);
    Optional<String> version = NullableCodec.read(in, Decoder::readString);
    var stamps =
        new Stamps(
            TracedStampCodec.read(in),
            NullableCodec.read(in, TracedStampCodec::read),
            TracedStampCodec.read(in),
            NullableCodec.read(in, TracedStampCodec::read));
    return new GradeRecord(
        learner,
        course,
        percent.map(known -> new Calculation(known, letter, policy, version)),
        passing,
        passedAt,
        stamps);
  }

  private static void writeText(Optional<String> text, Encoder out) throws IOException {
    NullableCodec.write(text, out, (value, to) -> to.writeString(value));
  }
}
