package org.rollbook.runtime.watermark;

import static org.rollbook.model.avro.RecordCodec.field;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.RecordCodec;

/// Watermarks as journals hold them: a format byte and Avro, and a header with what the first
/// release did not have. That release reads the value and ignores the header.
///
/// What a later release adds to the header goes into `later`, which this one ignores.
public final class WatermarkCodec {

  /// The header that names the source topics of a watermark.
  public static final String HEADER = "rollbook_sources";

  private static final byte FORMAT = 1;
  private static final byte HEADER_FORMAT = 1;

  private static final AvroCodec<Watermark> CODEC =
      RecordCodec.of(
          "org.rollbook.runtime.Watermark",
          field("at", AvroTypes.TIME, Watermark::at),
          field("declared_complete", AvroTypes.BOOLEAN, Watermark::declaredComplete),
          field("partitions", PartitionTimes.CODEC, WatermarkCodec::times),
          (at, declared, times) ->
              new Watermark(
                  at,
                  Optional.empty(),
                  declared,
                  times.listed(),
                  times.readUpTo(),
                  times.lostAt(),
                  Map.of(),
                  Map.of()));

  private WatermarkCodec() {}

  /// What a journal record under a watermark's key holds.
  public static byte[] toBytes(Watermark watermark) {
    return AvroBytes.versioned(FORMAT, CODEC, watermark);
  }

  /// What its [#HEADER] holds.
  ///
  /// @throws IllegalArgumentException if the watermark does not name its sources
  public static byte[] toHeader(Watermark watermark) {
    return AvroBytes.versioned(HEADER_FORMAT, WatermarkHeader.CODEC, WatermarkHeader.of(watermark));
  }

  /// The watermark of a journal record.
  ///
  /// @param header null in a record of the first release
  /// @throws IllegalArgumentException if the bytes are none of ours
  public static Watermark fromBytes(byte[] value, byte @Nullable [] header) {
    try {
      Watermark watermark = AvroBytes.fromVersioned(FORMAT, CODEC, value);
      return header == null
          ? watermark
          : AvroBytes.fromVersioned(HEADER_FORMAT, WatermarkHeader.CODEC, header).in(watermark);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not a watermark", notOurs);
    }
  }

  private static PartitionTimes times(Watermark watermark) {
    return new PartitionTimes(watermark.partitions(), watermark.readUpTo(), watermark.lostAt());
  }
}
