package org.rollbook.grades.topology;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.EventStamp;
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
    out.writeMapStart();
    out.setItemCount(distribution.letters().size());
    for (Map.Entry<String, Long> letter : distribution.letters().entrySet()) {
      out.startItem();
      out.writeString(letter.getKey());
      out.writeLong(letter.getValue());
    }
    out.writeMapEnd();
    out.writeArrayStart();
    out.setItemCount(distribution.histogram().size());
    for (long count : distribution.histogram()) {
      out.startItem();
      out.writeLong(count);
    }
    out.writeArrayEnd();
    LATEST.write(distribution.latest(), out);
  }

  @Override
  public GradeDistribution read(Decoder in) throws IOException {
    long passing = in.readLong();
    var sum = new BigDecimal(in.readString());
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
    return new GradeDistribution(passing, sum, letters, histogram, LATEST.read(in));
  }
}
