package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.TimestampMicros;

/// Watermarks as journals hold them: a format byte and Avro, and a header with what the first
/// release did not have. That release reads the value and ignores the header.
///
/// What a later release adds to the header goes into `later`, which this one ignores.
public final class WatermarkCodec implements AvroCodec<Watermark> {

  /// The header that names the source topics of a watermark.
  public static final String HEADER = "rollbook_sources";

  private static final byte FORMAT = 1;
  private static final byte HEADER_FORMAT = 1;

  private static final WatermarkCodec CODEC = new WatermarkCodec();

  private static final Schema SCHEMA =
      SchemaBuilder.record("Watermark")
          .namespace("org.rollbook.runtime")
          .fields()
          .name("at")
          .type(TimestampMicros.CODEC.schema())
          .noDefault()
          .requiredBoolean("declared_complete")
          .name("partitions")
          .type(PartitionTimes.CODEC.schema())
          .noDefault()
          .endRecord();

  private WatermarkCodec() {}

  /// What a journal record under a watermark's key holds.
  public static byte[] toBytes(Watermark watermark) {
    return AvroBytes.versioned(FORMAT, CODEC, watermark);
  }

  /// What its [#HEADER] holds.
  ///
  /// @throws IllegalArgumentException if the watermark does not name its sources
  public static byte[] toHeader(Watermark watermark) {
    return AvroBytes.versioned(HEADER_FORMAT, SourcesCodec.CODEC, SourcesCodec.of(watermark));
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
          : AvroBytes.fromVersioned(HEADER_FORMAT, SourcesCodec.CODEC, header).in(watermark);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not a watermark", notOurs);
    }
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(Watermark value, Encoder out) throws IOException {
    TimestampMicros.CODEC.write(value.at(), out);
    out.writeBoolean(value.declaredComplete());
    PartitionTimes.CODEC.write(
        new PartitionTimes(value.partitions(), value.readUpTo(), value.lostAt()), out);
  }

  @Override
  public Watermark read(Decoder in) throws IOException {
    Instant at = TimestampMicros.CODEC.read(in);
    boolean declared = in.readBoolean();
    PartitionTimes times = PartitionTimes.CODEC.read(in);
    return new Watermark(
        at,
        Optional.empty(),
        declared,
        times.listed(),
        times.readUpTo(),
        times.lostAt(),
        Map.of(),
        Map.of());
  }
}
