package org.rollbook.model.grades;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
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
    out.writeMapStart();
    out.setItemCount(value.letters().size());
    for (Map.Entry<String, Long> letter : value.letters().entrySet()) {
      out.startItem();
      out.writeString(letter.getKey());
      out.writeLong(letter.getValue());
    }
    out.writeMapEnd();
    out.writeArrayStart();
    out.setItemCount(value.histogram().size());
    for (long count : value.histogram()) {
      out.startItem();
      out.writeLong(count);
    }
    out.writeArrayEnd();
  }

  @Override
  public CourseGradeDistributionRecord read(Decoder in) throws IOException {
    var course = new CourseKey(in.readString());
    long graded = in.readLong();
    long passing = in.readLong();
    Optional<Double> mean = NullableCodec.read(in, Decoder::readDouble);
    SortedMap<String, Long> letters = new TreeMap<>();
    for (long block = in.readMapStart(); block > 0; block = in.mapNext()) {
      for (long i = 0; i < block; i++) {
        letters.put(in.readString(), in.readLong());
      }
    }
    List<Long> histogram = new ArrayList<>();
    for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        histogram.add(in.readLong());
      }
    }
    return new CourseGradeDistributionRecord(course, graded, passing, mean, letters, histogram);
  }
}
