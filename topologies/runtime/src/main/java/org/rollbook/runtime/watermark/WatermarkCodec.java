package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.DecodeException;

/// Watermarks as journals hold them: a format byte and Avro.
public final class WatermarkCodec implements AvroCodec<Watermark> {

  private static final byte FORMAT = 1;

  private static final WatermarkCodec CODEC = new WatermarkCodec();

  private static final Schema SCHEMA =
      SchemaBuilder.record("Watermark")
          .namespace("org.rollbook.runtime")
          .fields()
          .name("at")
          .type(MicrosCodec.SCHEMA)
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

  /// The watermark of a journal record.
  ///
  /// @throws IllegalArgumentException if the bytes are none of ours
  public static Watermark fromBytes(byte[] bytes) {
    try {
      return AvroBytes.fromVersioned(FORMAT, CODEC, bytes);
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
    MicrosCodec.write(value.at(), out);
    out.writeBoolean(value.declaredComplete());
    PartitionTimes.CODEC.write(
        new PartitionTimes(value.partitions(), value.readUpTo(), value.lostAt()), out);
  }

  @Override
  public Watermark read(Decoder in) throws IOException {
    Instant at = MicrosCodec.read(in);
    boolean declared = in.readBoolean();
    PartitionTimes times = PartitionTimes.CODEC.read(in);
    return new Watermark(at, declared, times.listed(), times.readUpTo(), times.lostAt());
  }
}
