package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.rollbook.runtime.watermark.SourcePartition;

/// Which partitions lost events that we never read, and whether that is in the journals already.
///
/// It must be, before an offset beyond the gap is committed: a member that starts with that offset
/// cannot see the gap any more. Used by the ingest thread only.
final class DataLoss {

  private final Map<SourcePartition, Instant> all = new HashMap<>();
  private final Map<SourcePartition, Instant> unwritten = new HashMap<>();

  void add(SourcePartition partition, Instant now) {
    all.put(partition, now);
    unwritten.put(partition, now);
  }

  /// Every loss since this process began.
  Map<SourcePartition, Instant> all() {
    return Map.copyOf(all);
  }

  boolean isUnwritten(SourcePartition partition) {
    return unwritten.containsKey(partition);
  }

  /// Those to be written; from now on they count as written.
  Set<SourcePartition> takeUnwritten() {
    Set<SourcePartition> taken = Set.copyOf(unwritten.keySet());
    unwritten.clear();
    return taken;
  }
}
