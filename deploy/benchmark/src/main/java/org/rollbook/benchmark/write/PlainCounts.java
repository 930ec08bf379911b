package org.rollbook.benchmark.write;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.avro.AvroBlocks;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.enrollments.ModeCount;

/// A course's counts as plain Kafka Streams keeps them.
record PlainCounts(SortedMap<String, ModeCount> modes) {

  static final PlainCounts NONE = new PlainCounts(new TreeMap<>());

  PlainCounts with(PlainEnrollment row) {
    return changed(row, 1);
  }

  PlainCounts without(PlainEnrollment row) {
    return changed(row, -1);
  }

  private PlainCounts changed(PlainEnrollment row, int by) {
    var changed = new TreeMap<>(modes);
    ModeCount before = changed.getOrDefault(row.mode(), new ModeCount(0, 0));
    changed.put(
        row.mode(), new ModeCount(before.active() + (row.active() ? by : 0), before.total() + by));
    return new PlainCounts(changed);
  }

  /// How they are written.
  record Form() implements AvroForm<PlainCounts> {

    @Override
    public void write(PlainCounts counts, Encoder out) throws IOException {
      AvroBlocks.writeMap(
          counts.modes(),
          out,
          (count, to) -> {
            to.writeLong(count.active());
            to.writeLong(count.total());
          });
    }

    @Override
    public PlainCounts read(Decoder in) throws IOException {
      return new PlainCounts(
          AvroBlocks.readMap(in, from -> new ModeCount(from.readLong(), from.readLong())));
    }
  }
}
