package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.TimestampMicros;

/// The offsets in a watermark. They were seen at the watermark's own time.
final class PositionsCodec {

  static final Schema SCHEMA =
      Schema.createArray(
          SchemaBuilder.record("ReadPosition")
              .namespace("org.rollbook.runtime")
              .fields()
              .requiredString("topic")
              .requiredInt("partition")
              .requiredString("topic_id")
              .requiredLong("below")
              .requiredLong("end")
              .name("grown_at")
              .type(TimestampMicros.CODEC.schema())
              .noDefault()
              .endRecord());

  private PositionsCodec() {}

  static void write(Map<SourcePartition, ReadPosition> positions, Encoder out) throws IOException {
    AvroBlocks.writeArray(
        new TreeMap<>(positions).entrySet(),
        out,
        (each, to) -> {
          ReadPosition position = each.getValue();
          to.writeString(each.getKey().topic());
          to.writeInt(each.getKey().partition());
          to.writeString(position.topicId());
          to.writeLong(position.below());
          to.writeLong(position.end());
          TimestampMicros.CODEC.write(position.grownAt(), to);
        });
  }

  static Map<SourcePartition, ReadPosition> read(Instant at, Decoder in) throws IOException {
    return AvroBlocks.readArray(in, from -> position(at, from)).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, last) -> last));
  }

  private static Map.Entry<SourcePartition, ReadPosition> position(Instant at, Decoder in)
      throws IOException {
    var partition = new SourcePartition(in.readString(), in.readInt());
    return Map.entry(
        partition,
        new ReadPosition(
            in.readString(), in.readLong(), in.readLong(), TimestampMicros.CODEC.read(in), at));
  }
}
