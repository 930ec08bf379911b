package org.rollbook.model.grades;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.NullableCodec;
import org.rollbook.model.avro.SchemaResource;

final class CourseGradeDistributionRecordCodec implements AvroCodec<CourseGradeDistributionRecord> {

  private final Schema schema =
      SchemaResource.of(
          CourseGradeDistributionRecordCodec.class,
          "/avro/rollbook.course-grade-distributions.v1-value.avsc");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(CourseGradeDistributionRecord value, Encoder out) throws IOException {
    out.writeString(value.course().value());
    out.writeLong(value.graded());
    out.writeLong(value.passing());
    NullableCodec.write(value.meanPercent(), out, (mean, to) -> to.writeDouble(mean));
    AvroBlocks.writeMap(value.letters(), out, (count, to) -> to.writeLong(count));
    AvroBlocks.writeArray(value.histogram(), out, (count, to) -> to.writeLong(count));
  }

  @Override
  public CourseGradeDistributionRecord read(Decoder in) throws IOException {
    var course = new CourseKey(in.readString());
    long graded = in.readLong();
    long passing = in.readLong();
    Optional<Double> mean = NullableCodec.read(in, Decoder::readDouble);
    SortedMap<String, Long> letters = AvroBlocks.readMap(in, Decoder::readLong);
    List<Long> histogram = AvroBlocks.readArray(in, Decoder::readLong);
    return new CourseGradeDistributionRecord(course, graded, passing, mean, letters, histogram);
  }
}
