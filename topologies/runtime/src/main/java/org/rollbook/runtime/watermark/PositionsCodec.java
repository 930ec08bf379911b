package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
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
    out.writeArrayStart();
    out.setItemCount(positions.size());
    for (var each : new TreeMap<>(positions).entrySet()) {
      ReadPosition position = each.getValue();
      out.startItem();
      out.writeString(each.getKey().topic());
      out.writeInt(each.getKey().partition());
      out.writeString(position.topicId());
      out.writeLong(position.below());
      out.writeLong(position.end());
      TimestampMicros.CODEC.write(position.grownAt(), out);
    }
    out.writeArrayEnd();
  }

  static Map<SourcePartition, ReadPosition> read(Instant at, Decoder in) throws IOException {
    var positions = new HashMap<SourcePartition, ReadPosition>();
    for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
      for (long item = 0; item < left; item++) {
        var partition = new SourcePartition(in.readString(), in.readInt());
        positions.put(
            partition,
            new ReadPosition(
                in.readString(), in.readLong(), in.readLong(), TimestampMicros.CODEC.read(in), at));
      }
    }
    return positions;
  }
}
