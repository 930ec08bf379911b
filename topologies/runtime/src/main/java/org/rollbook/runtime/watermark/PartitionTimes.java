package org.rollbook.runtime.watermark;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroCodec;

/// What is said of each source partition, as watermarks and as-of rows both write it: an array with
/// one item for each partition that anything is said of.
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
                .type(MicrosCodec.OPTIONAL_SCHEMA)
                .noDefault()
                .name("lost_at")
                .type(MicrosCodec.OPTIONAL_SCHEMA)
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
        MicrosCodec.writeOptional(value.readUpTo.get(partition), out);
        MicrosCodec.writeOptional(value.lostAt.get(partition), out);
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
          MicrosCodec.readOptional(in).ifPresent(time -> times.readUpTo.put(partition, time));
          MicrosCodec.readOptional(in).ifPresent(time -> times.lostAt.put(partition, time));
        }
      }
      return times;
    }
  }
}
