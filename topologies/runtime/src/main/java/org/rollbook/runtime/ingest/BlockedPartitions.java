package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Source partitions that cannot be read, while others can: the right to read them was withdrawn,
/// or a batch on the broker's disk is corrupt. Each is tried again at intervals.
///
/// Used by the ingest thread only.
final class BlockedPartitions {

  private static final Logger LOG = LoggerFactory.getLogger(BlockedPartitions.class);

  /// For how long a partition that is tried again must not fail. An idle fetch takes half a second.
  private static final Duration TRIAL = Duration.ofSeconds(3);

  private final Clock clock;
  private final Duration retryEvery;
  private final Map<TopicPartition, Blocked> blocked = new HashMap<>();

  /// @param why in words for an operator
  /// @param until when it is tried again, or has been tried long enough
  /// @param isTried whether it is read just now, to see whether it can be
  /// @param isLost whether the consumer does not know where to read
  private record Blocked(String why, Instant until, boolean isTried, boolean isLost) {}

  BlockedPartitions(Clock clock, Duration retryEvery) {
    this.clock = clock;
    this.retryEvery = retryEvery;
  }

  /// Adds a partition that cannot be read.
  ///
  /// @param isLost whether the consumer does not know where to read
  void add(TopicPartition partition, String why, boolean isLost) {
    Blocked before =
        blocked.put(partition, new Blocked(why, clock.instant().plus(retryEvery), false, isLost));
    if (before == null || !before.why().equals(why)) {
      LOG.atError()
          .addKeyValue("topic", partition.topic())
          .addKeyValue("partition", partition.partition())
          .addKeyValue("why", why)
          .log("A source partition cannot be read; the others are still read");
    }
  }

  /// Those to be tried again now; from now on they count as being tried.
  Set<TopicPartition> toTry() {
    Set<TopicPartition> due = due(false);
    due.forEach(
        partition ->
            blocked.computeIfPresent(
                partition,
                (_, one) ->
                    new Blocked(one.why(), clock.instant().plus(TRIAL), true, one.isLost())));
    return due;
  }

  /// Forgets those that were tried without a failure.
  void forgetReadable() {
    for (TopicPartition partition : due(true)) {
      blocked.remove(partition);
      LOG.atInfo()
          .addKeyValue("topic", partition.topic())
          .addKeyValue("partition", partition.partition())
          .log("A source partition can be read again");
    }
  }

  private Set<TopicPartition> due(boolean tried) {
    Instant now = clock.instant();
    return blocked.entrySet().stream()
        .filter(one -> one.getValue().isTried() == tried && !now.isBefore(one.getValue().until()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Records that the consumer knows again where to read.
  void found(TopicPartition partition) {
    blocked.computeIfPresent(
        partition, (_, one) -> new Blocked(one.why(), one.until(), one.isTried(), false));
  }

  boolean isLost(TopicPartition partition) {
    Blocked one = blocked.get(partition);
    return one != null && one.isLost();
  }

  /// Those of these that may be read.
  Set<TopicPartition> readable(Collection<TopicPartition> partitions) {
    var readable = new HashSet<>(partitions);
    readable.removeIf(
        partition -> {
          Blocked one = blocked.get(partition);
          return one != null && !one.isTried();
        });
    return readable;
  }

  void drop(Collection<TopicPartition> partitions) {
    blocked.keySet().removeAll(partitions);
  }

  /// Why each cannot be read.
  Map<TopicPartition, String> reasons() {
    return blocked.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> one.getValue().why()));
  }
}
