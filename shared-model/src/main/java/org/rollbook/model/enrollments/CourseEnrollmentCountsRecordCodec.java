package org.rollbook.model.enrollments;

import java.io.IOException;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.SchemaResource;

final class CourseEnrollmentCountsRecordCodec implements AvroCodec<CourseEnrollmentCountsRecord> {

  private final Schema schema =
      SchemaResource.of(
          CourseEnrollmentCountsRecordCodec.class,
          "/avro/rollbook.course-enrollment-counts.v1-value.avsc");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(CourseEnrollmentCountsRecord value, Encoder out) throws IOException {
    out.writeString(value.course().value());
    out.writeLong(value.active());
    out.writeLong(value.total());
    AvroBlocks.writeMap(
        value.modes(),
        out,
        (count, to) -> {
          to.writeLong(count.active());
          to.writeLong(count.total());
        });
  }

  @Override
  public CourseEnrollmentCountsRecord read(Decoder in) throws IOException {
    var course = new CourseKey(in.readString());
    long active = in.readLong();
    long total = in.readLong();
    SortedMap<String, ModeCount> modes =
        AvroBlocks.readMap(in, from -> new ModeCount(from.readLong(), from.readLong()));
    return new CourseEnrollmentCountsRecord(course, active, total, modes);
  }
}
