package org.rollbook.enrollments.topology;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.enrollments.domain.ModeCount;
import org.rollbook.model.Heard;
import org.rollbook.model.avro.AvroCodec;

/// A course's counts as their store holds them, format 1.
///
/// @param heard how the latest event is written
record CourseCountsCodec(AvroCodec<Heard<Enrollment>> heard) implements AvroCodec<CourseCounts> {

  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  private static final Schema COUNT =
      SchemaBuilder.record("ModeCount")
          .namespace("org.rollbook.store")
          .fields()
          .requiredLong("active")
          .requiredLong("total")
          .endRecord();

  @Override
  public Schema schema() {
    return SchemaBuilder.record("CourseCounts")
        .namespace("org.rollbook.store")
        .fields()
        .name("modes")
        .type(Schema.createMap(COUNT))
        .noDefault()
        .name("latest")
        .type(Schema.createUnion(Schema.create(Schema.Type.NULL), heard.schema()))
        .noDefault()
        .endRecord();
  }

  @Override
  public void write(CourseCounts counts, Encoder out) throws IOException {
    out.writeMapStart();
    out.setItemCount(counts.modes().size());
    for (Map.Entry<String, ModeCount> mode : counts.modes().entrySet()) {
      out.startItem();
      out.writeString(mode.getKey());
      out.writeLong(mode.getValue().active());
      out.writeLong(mode.getValue().total());
    }
    out.writeMapEnd();
    out.writeIndex(counts.latest().isPresent() ? PRESENT : ABSENT);
    if (counts.latest().isPresent()) {
      heard.write(counts.latest().get(), out);
    } else {
      out.writeNull();
    }
  }

  @Override
  public CourseCounts read(Decoder in) throws IOException {
    SortedMap<String, ModeCount> modes = new TreeMap<>();
    for (long block = in.readMapStart(); block > 0; block = in.mapNext()) {
      for (long i = 0; i < block; i++) {
        modes.put(in.readString(), new ModeCount(in.readLong(), in.readLong()));
      }
    }
    if (in.readIndex() == PRESENT) {
      return new CourseCounts(modes, Optional.of(heard.read(in)));
    }
    in.readNull();
    return new CourseCounts(modes, Optional.empty());
  }
}
