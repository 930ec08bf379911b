package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroCodec;

/// How a store keeps its as-of row.
///
/// `unmergeable_since` came later. It stands behind what the schema describes, and only if there is
/// such a time: rows of earlier releases have none, and a view that lacks nothing goes on writing
/// what they read.
public final class AsOfCodec implements AvroCodec<AsOf> {

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

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(AsOf value, Encoder out) throws IOException {
    MicrosCodec.writeOptional(value.listedAt().orElse(null), out);
    MicrosCodec.writeOptional(value.asOf().orElse(null), out);
    out.writeBoolean(value.declared());
    MicrosCodec.writeOptional(value.declaredSince().orElse(null), out);
    PartitionTimes.CODEC.write(
        new PartitionTimes(value.listed(), value.readUpTo(), value.lostAt()), out);
    if (value.unmergeableSince().isPresent()) {
      MicrosCodec.write(value.unmergeableSince().get(), out);
    }
  }

  @Override
  public AsOf read(Decoder in) throws IOException {
    Optional<Instant> listedAt = MicrosCodec.readOptional(in);
    Optional<Instant> asOf = MicrosCodec.readOptional(in);
    boolean declared = in.readBoolean();
    Optional<Instant> declaredSince = MicrosCodec.readOptional(in);
    PartitionTimes times = PartitionTimes.CODEC.read(in);
    Optional<Instant> unmergeableSince =
        in.remainingBytes() > 0 ? Optional.of(MicrosCodec.read(in)) : Optional.empty();
    return new AsOf(
        listedAt,
        times.listed(),
        times.readUpTo(),
        asOf,
        declared,
        declaredSince,
        times.lostAt(),
        unmergeableSince);
  }
}
