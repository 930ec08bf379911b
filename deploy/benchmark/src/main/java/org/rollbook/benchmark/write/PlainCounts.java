package org.rollbook.benchmark.write;

import java.util.SortedMap;
import java.util.TreeMap;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.enrollments.ModeCount;

/// A course's counts as plain Kafka Streams keeps them.
record PlainCounts(SortedMap<String, ModeCount> modes) {

  static final AvroCodec<PlainCounts> CODEC =
      AvroTypes.map(ModeCount.CODEC).mapped(PlainCounts::new, PlainCounts::modes);

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
}
