package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.TimestampMicros;

/// The list and the times of source partitions, as watermarks and as-of rows both write them: an
/// array with one item for each partition that is listed or has a time.
record PartitionTimes(
    Set<SourcePartition> listed,
    Map<SourcePartition, Instant> readUpTo,
    Map<SourcePartition, Instant> lostAt) {

  static final AvroCodec<PartitionTimes> CODEC = new Codec();

  private Set<SourcePartition> all() {
    var all = new TreeSet<>(listed);
    all.addAll(readUpTo.keySet());
    all.addAll(lostAt.keySet());
    return all;
  }

  private static final class Codec implements AvroCodec<PartitionTimes> {

    private static final Schema SCHEMA =
        Schema.createArray(
            SchemaBuilder.record("SourcePartition")
                .namespace("org.rollbook.runtime")
                .fields()
                .requiredString("topic")
                .requiredInt("partition")
                .requiredBoolean("listed")
                .name("read_up_to")
                .type(TimestampMicros.OPTIONAL.schema())
                .noDefault()
                .name("lost_at")
                .type(TimestampMicros.OPTIONAL.schema())
                .noDefault()
                .endRecord());

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public void write(PartitionTimes value, Encoder out) throws IOException {
      Set<SourcePartition> all = value.all();
      out.writeArrayStart();
      out.setItemCount(all.size());
      for (SourcePartition partition : all) {
        out.startItem();
        out.writeString(partition.topic());
        out.writeInt(partition.partition());
        out.writeBoolean(value.listed.contains(partition));
        TimestampMicros.OPTIONAL.write(Optional.ofNullable(value.readUpTo.get(partition)), out);
        TimestampMicros.OPTIONAL.write(Optional.ofNullable(value.lostAt.get(partition)), out);
      }
      out.writeArrayEnd();
    }

    @Override
    public PartitionTimes read(Decoder in) throws IOException {
      var times = new PartitionTimes(new HashSet<>(), new HashMap<>(), new HashMap<>());
      for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
        for (long item = 0; item < left; item++) {
          var partition = new SourcePartition(in.readString(), in.readInt());
          if (in.readBoolean()) {
            times.listed.add(partition);
          }
          TimestampMicros.OPTIONAL.read(in).ifPresent(time -> times.readUpTo.put(partition, time));
          TimestampMicros.OPTIONAL.read(in).ifPresent(time -> times.lostAt.put(partition, time));
        }
      }
      return times;
    }
  }
}
