package org.rollbook.enrollments.topology;

import java.io.IOException;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.CourseCounts.ModeCount;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.NullableCodec;

/// A course's counts as their store holds them, format 1.
///
/// @param event how the latest event is written
record CourseCountsCodec(AvroCodec<Stamped<Enrollment>> event) implements AvroCodec<CourseCounts> {

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
        .type(new NullableCodec<>(event).schema())
        .noDefault()
        .endRecord();
  }

  @Override
  public void write(CourseCounts counts, Encoder out) throws IOException {
    AvroBlocks.writeMap(
        counts.modes(),
        out,
        (count, to) -> {
          to.writeLong(count.active());
          to.writeLong(count.total());
        });
    NullableCodec.write(counts.latest(), out, event);
  }

  @Override
  public CourseCounts read(Decoder in) throws IOException {
    SortedMap<String, ModeCount> modes =
        AvroBlocks.readMap(in, from -> new ModeCount(from.readLong(), from.readLong()));
    return new CourseCounts(modes, NullableCodec.read(in, event));
  }
}
