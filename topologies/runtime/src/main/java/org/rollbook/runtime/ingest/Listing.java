package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.rollbook.runtime.watermark.SourcePartition;

/// What the broker said there is in the source topics.
///
/// @param at the broker's time, no later than when we began to ask: all the rest was true at some
///   time after it
/// @param topics the source topics that there are, and which of that name: one that is deleted and
///   made again is another
/// @param partitions of these topics
/// @param ends end offsets of those partitions that were asked for and answered, unfinished
///   transactions included
/// @param absent source topics that do not exist
/// @param policies how the broker throws away what these topics hold, where we may know
record Listing(
    Instant at,
    Map<String, Uuid> topics,
    Set<SourcePartition> partitions,
    Map<SourcePartition, Long> ends,
    Set<String> absent,
    Map<String, CleanupPolicy> policies) {

  /// How a topic's old messages go.
  enum CleanupPolicy {
    /// By age or size only: what was there and is gone is before its beginning.
    DELETE,
    /// Also when a newer message has the same key, so that events may be missing anywhere.
    COMPACT
  }
}
