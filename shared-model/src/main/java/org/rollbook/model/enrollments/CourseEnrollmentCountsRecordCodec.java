package org.rollbook.model.enrollments;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
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
    out.writeMapStart();
    out.setItemCount(value.modes().size());
    for (Map.Entry<String, ModeCount> mode : value.modes().entrySet()) {
      out.startItem();
      out.writeString(mode.getKey());
      out.writeLong(mode.getValue().active());
      out.writeLong(mode.getValue().total());
    }
    out.writeMapEnd();
  }

  @Override
  public CourseEnrollmentCountsRecord read(Decoder in) throws IOException {
    var course = new CourseKey(in.readString());
    long active = in.readLong();
    long total = in.readLong();
    SortedMap<String, ModeCount> modes = new TreeMap<>();
    for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
      for (long i = 0; i < left; i++) {
        modes.put(in.readString(), new ModeCount(in.readLong(), in.readLong()));
      }
    }
    return new CourseEnrollmentCountsRecord(course, active, total, modes);
  }
}
