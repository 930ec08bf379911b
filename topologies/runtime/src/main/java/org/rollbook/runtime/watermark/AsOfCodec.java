package org.rollbook.runtime.watermark;

import static org.rollbook.model.avro.RecordCodec.field;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.RecordCodec;

/// How a store keeps its as-of row: a format byte and Avro.
///
/// What a later release adds goes into `later`. This one writes it back unread, so that nothing is
/// lost when an instance of it runs between two of the later release.
public final class AsOfCodec {

  private static final byte FORMAT = 1;

  private static final AvroCodec<Covered> COVERED =
      RecordCodec.of(
          "org.rollbook.runtime.Coverage",
          field("sources", SourceCodecs.LIST, Covered::sources),
          field("listed_at", AvroTypes.OPTIONAL_TIME, covered -> covered.by().listedAt()),
          field(
              "listed",
              AvroTypes.array(SourceCodecs.PARTITION),
              covered -> SourceCodecs.sorted(covered.by().listed())),
          field("as_of", AvroTypes.OPTIONAL_TIME, covered -> covered.by().asOf()),
          field("declared", AvroTypes.BOOLEAN, covered -> covered.by().declared()),
          field("declared_since", AvroTypes.OPTIONAL_TIME, covered -> covered.by().declaredSince()),
          (sources, listedAt, listed, asOf, declared, since) ->
              new Covered(
                  sources, new Coverage(listedAt, Set.copyOf(listed), asOf, declared, since)));

  private static final AvroCodec<ByteBuffer> BYTES =
      AvroTypes.BYTES.mapped(ByteBuffer::wrap, later -> Utils.toArray(later.duplicate()));

  /// What the release after the first of this format has added.
  private static final AvroCodec<Added> ADDED =
      RecordCodec.of(
          "org.rollbook.runtime.AsOfAdded",
          field(
              "passes",
              AvroTypes.array(CompletedPass.CODEC).mapped(Passes::new, Passes::all),
              Added::passes),
          field("later", BYTES, Added::later),
          Added::new);

  /// As bytes, empty if nothing was added.
  private static final AvroCodec<Added> LATER =
      AvroTypes.BYTES.mapped(Added::fromBytes, Added::toBytes);

  static final AvroCodec<AsOf> CODEC =
      RecordCodec.of(
          "org.rollbook.runtime.AsOf",
          field("coverages", AvroTypes.array(COVERED), AsOfCodec::covered),
          field(
              "partitions",
              PartitionTimes.CODEC,
              asOf -> new PartitionTimes(Set.of(), asOf.readUpTo(), asOf.lostAt())),
          field("unmergeable_since", AvroTypes.OPTIONAL_TIME, AsOf::unmergeableSince),
          field("later", LATER, asOf -> new Added(asOf.passes(), asOf.later())),
          (covered, times, unmergeableSince, added) ->
              new AsOf(
                  coverages(covered),
                  times.readUpTo(),
                  times.lostAt(),
                  unmergeableSince,
                  added.passes(),
                  added.later()));

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

  private record Added(Passes passes, ByteBuffer later) {

    private static final Added NOTHING = new Added(Passes.NONE, AsOf.NONE.later());

    private static Added fromBytes(byte[] bytes) {
      try {
        return bytes.length == 0 ? NOTHING : AvroBytes.fromPlain(ADDED, bytes);
      } catch (DecodeException notOurs) {
        throw new IllegalArgumentException("not what was added to an as-of row", notOurs);
      }
    }

    private byte[] toBytes() {
      return equals(NOTHING) ? new byte[0] : AvroBytes.plain(ADDED, this);
    }
  }

  /// A list of source topics, and what is covered of it.
  private record Covered(SourceList sources, Coverage by) {}

  private static List<Covered> covered(AsOf asOf) {
    return asOf.coverages().entrySet().stream()
        .map(each -> new Covered(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparing(
                covered -> String.join(",", SourceCodecs.sorted(covered.sources().topics()))))
        .toList();
  }

  private static Map<SourceList, Coverage> coverages(List<Covered> covered) {
    return covered.stream()
        .collect(Collectors.toMap(Covered::sources, Covered::by, (_, last) -> last));
  }
}
