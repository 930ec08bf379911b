package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rollbook.runtime.watermark.SourcePartition;

/// Up to which time this member has read its partitions.
///
/// A partition that ended at offset `e` when asked after time `t` is read up to `t` once everything
/// below `e` is journaled, however much was added since. So each end is kept until it is reached: a
/// reader that is always two seconds behind has an as-of two seconds old, not a frozen one. Used by
/// the ingest thread only.
final class ReadProgress {

  /// More than a minute, with one end a second. For a reader that is further behind, each new end
  /// replaces the newest: that makes fewer claims, never a wrong one.
  private static final int MAX_ENDS = 64;

  /// Ends that are not reached yet, oldest first.
  private final Map<SourcePartition, Deque<End>> ends = new HashMap<>();

  private final Map<SourcePartition, Instant> claims = new HashMap<>();

  private record End(Instant at, long offset) {}

  /// Adds ends to reach. If the broker's clock was set back, claims by its earlier time are
  /// dropped.
  ///
  /// @param limit the latest time that may be claimed when these are reached; empty for none
  void expect(SourceOffsets offsets, Optional<Instant> limit) {
    claims.values().removeIf(offsets.at()::isBefore);
    ends.values().forEach(waiting -> waiting.removeIf(end -> offsets.at().isBefore(end.at())));
    limit.ifPresent(
        time ->
            offsets
                .ends()
                .forEach((partition, offset) -> expect(partition, new End(time, offset))));
  }

  private void expect(SourcePartition partition, End end) {
    Deque<End> waiting = ends.computeIfAbsent(partition, _ -> new ArrayDeque<>());
    if (waiting.size() == MAX_ENDS) {
      waiting.removeLast();
    }
    waiting.addLast(end);
  }

  /// Records that a partition is read and acknowledged below an offset.
  void reached(SourcePartition partition, long offset) {
    Deque<End> waiting = ends.getOrDefault(partition, new ArrayDeque<>());
    while (!waiting.isEmpty() && waiting.getFirst().offset() <= offset) {
      claims.put(partition, waiting.removeFirst().at());
    }
  }

  /// Up to when each partition is read, of those that have reached any end.
  Map<SourcePartition, Instant> claims() {
    return Map.copyOf(claims);
  }

  /// Forgets partitions that other members read now, or whose topic was deleted.
  void drop(Collection<SourcePartition> partitions) {
    ends.keySet().removeAll(partitions);
    claims.keySet().removeAll(partitions);
  }
}
