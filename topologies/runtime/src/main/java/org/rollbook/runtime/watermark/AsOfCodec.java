package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.TimestampMicros;

/// How a store keeps its as-of row: a format byte and Avro.
///
/// What a later release adds goes into `later`. This one writes it back unread, so that nothing is
/// lost when an instance of it runs between two of the later release.
public final class AsOfCodec implements AvroCodec<AsOf> {

  private static final byte FORMAT = 1;

  private static final AsOfCodec CODEC = new AsOfCodec();

  private static final Schema PARTITIONS =
      Schema.createArray(
          SchemaBuilder.record("ListedPartition")
              .namespace("org.rollbook.runtime")
              .fields()
              .requiredString("topic")
              .requiredInt("partition")
              .endRecord());

  private static final Schema COVERAGES =
      Schema.createArray(
          SchemaBuilder.record("Coverage")
              .namespace("org.rollbook.runtime")
              .fields()
              .name("sources")
              .type(SourceListCodec.SCHEMA)
              .noDefault()
              .name("listed_at")
              .type(TimestampMicros.OPTIONAL.schema())
              .noDefault()
              .name("listed")
              .type(PARTITIONS)
              .noDefault()
              .name("as_of")
              .type(TimestampMicros.OPTIONAL.schema())
              .noDefault()
              .requiredBoolean("declared")
              .name("declared_since")
              .type(TimestampMicros.OPTIONAL.schema())
              .noDefault()
              .endRecord());

  static final Schema SCHEMA =
      SchemaBuilder.record("AsOf")
          .namespace("org.rollbook.runtime")
          .fields()
          .name("coverages")
          .type(COVERAGES)
          .noDefault()
          .name("partitions")
          .type(PartitionTimes.CODEC.schema())
          .noDefault()
          .name("unmergeable_since")
          .type(TimestampMicros.OPTIONAL.schema())
          .noDefault()
          .requiredBytes("later")
          .endRecord();

  private AsOfCodec() {}

  /// What the as-of row of a store holds.
  public static byte[] toBytes(AsOf asOf) {
    return AvroBytes.versioned(FORMAT, CODEC, asOf);
  }

  /// The as-of of a row.
  ///
  /// @throws IllegalArgumentException if the bytes are none of ours
  public static AsOf fromBytes(byte[] bytes) {
    try {
      return AvroBytes.fromVersioned(FORMAT, CODEC, bytes);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not an as-of row", notOurs);
    }
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(AsOf value, Encoder out) throws IOException {
    AvroBlocks.writeArray(
        sorted(value.coverages().keySet()),
        out,
        (sources, to) -> {
          SourceListCodec.write(sources, to);
          write(value.coverage(sources), to);
        });
    PartitionTimes.CODEC.write(new PartitionTimes(Set.of(), value.readUpTo(), value.lostAt()), out);
    TimestampMicros.OPTIONAL.write(value.unmergeableSince(), out);
    out.writeBytes(value.later().duplicate());
  }

  private static List<SourceList> sorted(Set<SourceList> lists) {
    return lists.stream()
        .sorted(Comparator.comparing(list -> String.join(",", new TreeSet<>(list.topics()))))
        .toList();
  }

  private static void write(Coverage coverage, Encoder out) throws IOException {
    TimestampMicros.OPTIONAL.write(coverage.listedAt(), out);
    AvroBlocks.writeArray(
        new TreeSet<>(coverage.listed()),
        out,
        (partition, to) -> {
          to.writeString(partition.topic());
          to.writeInt(partition.partition());
        });
    TimestampMicros.OPTIONAL.write(coverage.asOf(), out);
    out.writeBoolean(coverage.declared());
    TimestampMicros.OPTIONAL.write(coverage.declaredSince(), out);
  }

  @Override
  public AsOf read(Decoder in) throws IOException {
    Map<SourceList, Coverage> coverages =
        AvroBlocks.readArray(in, from -> Map.entry(SourceListCodec.read(from), readCoverage(from)))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, last) -> last));
    PartitionTimes times = PartitionTimes.CODEC.read(in);
    Optional<Instant> unmergeableSince = TimestampMicros.OPTIONAL.read(in);
    ByteBuffer later = in.readBytes(null);
    return new AsOf(coverages, times.readUpTo(), times.lostAt(), unmergeableSince, later);
  }

  private static Coverage readCoverage(Decoder in) throws IOException {
    Optional<Instant> listedAt = TimestampMicros.OPTIONAL.read(in);
    Set<SourcePartition> listed =
        Set.copyOf(
            AvroBlocks.readArray(
                in, from -> new SourcePartition(from.readString(), from.readInt())));
    Optional<Instant> asOf = TimestampMicros.OPTIONAL.read(in);
    boolean declared = in.readBoolean();
    return new Coverage(listedAt, listed, asOf, declared, TimestampMicros.OPTIONAL.read(in));
  }
}
