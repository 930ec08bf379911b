package org.rollbook.benchmark.write;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
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
      out.writeMapStart();
      out.setItemCount(counts.modes().size());
      for (Map.Entry<String, ModeCount> mode : counts.modes().entrySet()) {
        out.startItem();
        out.writeString(mode.getKey());
        out.writeLong(mode.getValue().active());
        out.writeLong(mode.getValue().total());
      }
      out.writeMapEnd();
    }

    @Override
    public PlainCounts read(Decoder in) throws IOException {
      var modes = new TreeMap<String, ModeCount>();
      for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
        for (; left > 0; left--) {
          modes.put(in.readString(), new ModeCount(in.readLong(), in.readLong()));
        }
      }
      return new PlainCounts(modes);
    }
  }
}
