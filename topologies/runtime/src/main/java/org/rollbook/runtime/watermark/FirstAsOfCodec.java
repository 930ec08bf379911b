package org.rollbook.runtime.watermark;

import static org.rollbook.model.avro.RecordCodec.field;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.RecordCodec;

/// The as-of row as the first release wrote it, under another key: for instances of that release
/// that run at the same time, and for a rollback to it.
///
/// It does not name its source topics, and its times may be of a clock that was wrong. So only
/// losses are read from it; the rest comes anew with the next watermark.
public final class FirstAsOfCodec {

  private static final byte FORMAT = 1;

  private static final AvroCodec<FirstAsOf> CODEC =
      RecordCodec.of(
          "org.rollbook.runtime.AsOf",
          field("listed_at", AvroTypes.OPTIONAL_TIME, FirstAsOf::listedAt),
          field("as_of", AvroTypes.OPTIONAL_TIME, FirstAsOf::asOf),
          field("declared", AvroTypes.BOOLEAN, FirstAsOf::declared),
          field("declared_since", AvroTypes.OPTIONAL_TIME, FirstAsOf::declaredSince),
          field("partitions", PartitionTimes.CODEC, FirstAsOf::partitions),
          FirstAsOf::new);

  private FirstAsOfCodec() {}

  /// An as-of in the format of the first release, which has one list: the newest. A view with
  /// unmergeable events, of which that release knows nothing, is written as not complete.
  public static byte[] toBytes(AsOf asOf) {
    return AvroBytes.versioned(FORMAT, CODEC, FirstAsOf.of(asOf));
  }

  /// The losses of a row.
  ///
  /// @throws IllegalArgumentException if the bytes are none of ours
  public static AsOf fromBytes(byte[] bytes) {
    try {
      Map<SourcePartition, Instant> lostAt =
          AvroBytes.fromVersioned(FORMAT, CODEC, bytes).partitions().lostAt();
      return AsOf.NONE.withLosses(lostAt);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not an as-of row of the first release", notOurs);
    }
  }

  private record FirstAsOf(
      Optional<Instant> listedAt,
      Optional<Instant> asOf,
      boolean declared,
      Optional<Instant> declaredSince,
      PartitionTimes partitions) {

    private static FirstAsOf of(AsOf asOf) {
      Coverage newest =
          asOf.coverages().values().stream()
              .max(Comparator.comparing(coverage -> coverage.listedAt().orElse(Instant.MIN)))
              .orElse(Coverage.NONE);
      return new FirstAsOf(
          newest.listedAt(),
          newest.asOf(),
          newest.declared() && asOf.unmergeableSince().isEmpty(),
          newest.declaredSince(),
          new PartitionTimes(newest.listed(), asOf.readUpTo(), asOf.lostAt()));
    }
  }
}
