package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.TimestampMicros;

/// The as-of row as the first release wrote it, under another key: for instances of that release
/// that run at the same time, and for a rollback to it.
///
/// It does not name its source topics, and its times may be of a clock that was wrong. So only
/// losses are read from it; the rest comes anew with the next watermark.
public final class FirstAsOfCodec implements AvroCodec<AsOf> {

  private static final byte FORMAT = 1;

  private static final FirstAsOfCodec CODEC = new FirstAsOfCodec();

  private static final Schema SCHEMA =
      SchemaBuilder.record("AsOf")
          .namespace("org.rollbook.runtime")
          .fields()
          .name("listed_at")
          .type(TimestampMicros.OPTIONAL.schema())
          .noDefault()
          .name("as_of")
          .type(TimestampMicros.OPTIONAL.schema())
          .noDefault()
          .requiredBoolean("declared")
          .name("declared_since")
          .type(TimestampMicros.OPTIONAL.schema())
          .noDefault()
          .name("partitions")
          .type(PartitionTimes.CODEC.schema())
          .noDefault()
          .endRecord();

  private FirstAsOfCodec() {}

  /// An as-of in the format of the first release, which has one list: the newest. A view with
  /// unmergeable events, of which that release knows nothing, is written as not complete.
  public static byte[] toBytes(AsOf asOf) {
    return AvroBytes.versioned(FORMAT, CODEC, asOf);
  }

  /// The losses of a row.
  ///
  /// @throws IllegalArgumentException if the bytes are none of ours
  public static AsOf fromBytes(byte[] bytes) {
    try {
      return AvroBytes.fromVersioned(FORMAT, CODEC, bytes);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not an as-of row of the first release", notOurs);
    }
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(AsOf value, Encoder out) throws IOException {
    Coverage newest =
        value.coverages().values().stream()
            .max(Comparator.comparing(coverage -> coverage.listedAt().orElse(Instant.MIN)))
            .orElse(Coverage.NONE);
    TimestampMicros.OPTIONAL.write(newest.listedAt(), out);
    TimestampMicros.OPTIONAL.write(newest.asOf(), out);
    out.writeBoolean(newest.declared() && value.unmergeableSince().isEmpty());
    TimestampMicros.OPTIONAL.write(newest.declaredSince(), out);
    PartitionTimes.CODEC.write(
        new PartitionTimes(newest.listed(), value.readUpTo(), value.lostAt()), out);
  }

  @Override
  public AsOf read(Decoder in) throws IOException {
    TimestampMicros.OPTIONAL.read(in);
    TimestampMicros.OPTIONAL.read(in);
    in.readBoolean();
    TimestampMicros.OPTIONAL.read(in);
    Map<SourcePartition, Instant> lostAt = PartitionTimes.CODEC.read(in).lostAt();
    return new AsOf(Map.of(), Map.of(), lostAt, Optional.empty(), AsOf.NONE.later());
  }
}
