package org.rollbook.grades.topology;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.EventStamp;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.NullableCodec;
import org.rollbook.runtime.journal.StampCodec;

/// A distribution as its store holds it, format 1. The sum is text, since all values of an Avro
/// decimal have one scale.
record GradeDistributionCodec() implements AvroCodec<GradeDistribution> {

  private static final AvroCodec<Optional<EventStamp>> LATEST =
      new NullableCodec<>(new StampCodec());

  private static final Schema SCHEMA =
      SchemaBuilder.record("GradeDistribution")
          .namespace("org.rollbook.store")
          .fields()
          .requiredLong("passing")
          .requiredString("sum")
          .name("letters")
          .type()
          .map()
          .values()
          .longType()
          .noDefault()
          .name("histogram")
          .type()
          .array()
          .items()
          .longType()
          .noDefault()
          .name("latest")
          .type(LATEST.schema())
          .noDefault()
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(GradeDistribution distribution, Encoder out) throws IOException {
    out.writeLong(distribution.passing());
    out.writeString(distribution.sum().toString());
    AvroBlocks.writeMap(distribution.letters(), out, (count, to) -> to.writeLong(count));
    AvroBlocks.writeArray(distribution.histogram(), out, (count, to) -> to.writeLong(count));
    LATEST.write(distribution.latest(), out);
  }

  @Override
  public GradeDistribution read(Decoder in) throws IOException {
    long passing = in.readLong();
    var sum = new BigDecimal(in.readString());
    SortedMap<String, Long> letters = AvroBlocks.readMap(in, Decoder::readLong);
    List<Long> histogram = AvroBlocks.readArray(in, Decoder::readLong);
    return new GradeDistribution(passing, sum, letters, histogram, LATEST.read(in));
  }
}
