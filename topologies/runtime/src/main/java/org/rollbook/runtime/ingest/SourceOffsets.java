package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.rollbook.runtime.watermark.SourcePartition;

/// The source topics, their partitions and their end offsets, as the broker reported them.
///
/// @param at the broker's time, no later than when we began to ask: all the rest was true at some
///   time after it
/// @param topics the source topics that exist, with their ids: a topic that is deleted and made
///   again has another id
/// @param partitions of these topics
/// @param ends end offsets of those partitions that were asked for and answered, unfinished
///   transactions included
/// @param absent source topics that do not exist
/// @param policies how the broker removes old messages of these topics, where we may read that
///   setting
record SourceOffsets(
    Instant at,
    Map<String, Uuid> topics,
    Set<SourcePartition> partitions,
    Map<SourcePartition, Long> ends,
    Set<String> absent,
    Map<String, CleanupPolicy> policies) {

  /// How a topic's old messages are removed.
  enum CleanupPolicy {
    /// By age or size only: whatever is gone came before the topic's first offset.
    DELETE,
    /// Also when a newer message has the same key, so that events may be missing anywhere.
    COMPACT
  }
}
