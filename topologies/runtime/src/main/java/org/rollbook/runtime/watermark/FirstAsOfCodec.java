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

/// The as-of row as the first release wrote it, under another key: for instances of that release
/// beside this one, and for a release that is taken back.
///
/// It does not say which source topics it is about, and its times may be of a clock that was wrong.
/// So only losses are read from it; the rest comes anew with the next watermark.
public final class FirstAsOfCodec implements AvroCodec<AsOf> {

  private static final byte FORMAT = 1;

  private static final FirstAsOfCodec CODEC = new FirstAsOfCodec();

  private static final Schema SCHEMA =
      SchemaBuilder.record("AsOf")
          .namespace("org.rollbook.runtime")
          .fields()
          .name("listed_at")
          .type(MicrosCodec.OPTIONAL_SCHEMA)
          .noDefault()
          .name("as_of")
          .type(MicrosCodec.OPTIONAL_SCHEMA)
          .noDefault()
          .requiredBoolean("declared")
          .name("declared_since")
          .type(MicrosCodec.OPTIONAL_SCHEMA)
          .noDefault()
          .name("partitions")
          .type(PartitionTimes.CODEC.schema())
          .noDefault()
          .endRecord();

  private FirstAsOfCodec() {}

  /// What the first release makes of an as-of: the newest list is the list. What it does not know
  /// of must not be told as complete.
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
    MicrosCodec.writeOptional(newest.listedAt().orElse(null), out);
    MicrosCodec.writeOptional(newest.asOf().orElse(null), out);
    out.writeBoolean(newest.declared() && value.unmergeableSince().isEmpty());
    MicrosCodec.writeOptional(newest.declaredSince().orElse(null), out);
    PartitionTimes.CODEC.write(
        new PartitionTimes(newest.listed(), value.readUpTo(), value.lostAt()), out);
  }

  @Override
  public AsOf read(Decoder in) throws IOException {
    MicrosCodec.readOptional(in);
    MicrosCodec.readOptional(in);
    in.readBoolean();
    MicrosCodec.readOptional(in);
    Map<SourcePartition, Instant> lostAt = PartitionTimes.CODEC.read(in).lostAt();
    return new AsOf(Map.of(), Map.of(), lostAt, Optional.empty(), AsOf.NONE.later());
  }
}
