package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.TimestampMicros;

/// The header of a watermark, which describes the source topics.
final class SourcesCodec implements AvroCodec<SourcesCodec.Sources> {

  static final SourcesCodec CODEC = new SourcesCodec();

  private static final Schema SCHEMA =
      SchemaBuilder.record("Sources")
          .namespace("org.rollbook.runtime")
          .fields()
          .name("at")
          .type(TimestampMicros.CODEC.schema())
          .noDefault()
          .name("sources")
          .type(SourceListCodec.SCHEMA)
          .noDefault()
          .name("topic_ids")
          .type(Schema.createMap(Schema.create(Schema.Type.STRING)))
          .noDefault()
          .name("positions")
          .type(PositionsCodec.SCHEMA)
          .noDefault()
          .requiredBytes("later")
          .endRecord();

  private SourcesCodec() {}

  /// The parts of a [Watermark] that are in its header.
  record Sources(
      Instant at,
      SourceList sources,
      Map<String, String> topicIds,
      Map<SourcePartition, ReadPosition> positions) {

    /// The watermark whose value is this, with them.
    Watermark in(Watermark value) {
      return new Watermark(
          value.at(),
          Optional.of(sources),
          value.declaredComplete(),
          value.partitions(),
          value.readUpTo(),
          value.lostAt(),
          topicIds,
          positions);
    }
  }

  static Sources of(Watermark watermark) {
    return new Sources(
        watermark.at(),
        watermark
            .sources()
            .orElseThrow(() -> new IllegalArgumentException("a watermark must name its sources")),
        watermark.topicIds(),
        watermark.positions());
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public void write(Sources value, Encoder out) throws IOException {
    TimestampMicros.CODEC.write(value.at(), out);
    SourceListCodec.write(value.sources(), out);
    AvroBlocks.writeMap(new TreeMap<>(value.topicIds()), out, (id, to) -> to.writeString(id));
    PositionsCodec.write(value.positions(), out);
    out.writeBytes(ByteBuffer.allocate(0));
  }

  @Override
  public Sources read(Decoder in) throws IOException {
    Instant at = TimestampMicros.CODEC.read(in);
    var sources =
        new Sources(
            at,
            SourceListCodec.read(in),
            AvroBlocks.readMap(in, Decoder::readString),
            PositionsCodec.read(at, in));
    in.skipBytes();
    return sources;
  }
}
