package org.rollbook.runtime.topics;

import java.util.Map;

/// A topic that must exist before we begin.
///
/// A topic that exists already must pass a [check][TopicCheck] of some settings:
///
/// - `cleanup.policy` must be the same;
/// - `min.compaction.lag.ms` must be at least as long, since old as-of times rest on it.
///
/// The other settings are ours when we create the topic, and the operator's from then on.
///
/// @param name the full name, prefix included
/// @param partitions how many it gets when we create it
/// @param partitioning whether an existing topic must have as many
/// @param settings by Kafka's names
public record ManagedTopic(
    String name, int partitions, Partitioning partitioning, Map<String, String> settings) {

  /// What the number of partitions means to us.
  public enum Partitioning {
    /// We write to partitions that we compute: another number would scatter keys.
    FIXED,
    /// Somebody else's, or shared: whoever came first chose.
    ANY
  }

  public ManagedTopic {
    if (partitions < 1) {
      throw new IllegalArgumentException("topic " + name + " must have partitions: " + partitions);
    }
    settings = Map.copyOf(settings);
  }

  /// A topic whose partitions we compute.
  public ManagedTopic(String name, int partitions, Map<String, String> settings) {
    this(name, partitions, Partitioning.FIXED, settings);
  }
}
