package org.rollbook.runtime.view.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// How far the stores of this instance's active tasks are restored. It counts offsets, because
/// Kafka's own rate counts batches.
///
/// Thread-safe: the restore thread writes, readiness reads.
public final class RestoreProgress implements StateRestoreListener {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);

  private final ConcurrentMap<Replica, Restore> restores = new ConcurrentHashMap<>();
  private final Clock clock;

  public RestoreProgress(Clock clock) {
    this.clock = clock;
  }

  private record Replica(String store, int partition) {}

  /// The restore of one store partition.
  ///
  /// @param from the offset that it began at
  /// @param at the offset that it has reached
  /// @param to the offset that it has to reach
  public record Restore(
      String store, int partition, long from, long at, long to, Instant since, Instant lastStep) {

    /// How many offsets are left; some of them may have no record.
    public long left() {
      return Math.max(0, to - at);
    }

    /// How long the rest takes if it goes on as it went.
    public Optional<Duration> estimate() {
      long done = at - from;
      return done <= 0
          ? Optional.empty()
          : Optional.of(Duration.between(since, lastStep).multipliedBy(left()).dividedBy(done));
    }
  }

  /// What is being restored now, by store and partition.
  public List<Restore> running() {
    return List.copyOf(restores.values());
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
    Instant now = clock.instant();
    restores.put(
        new Replica(store, changelog.partition()),
        new Restore(store, changelog.partition(), from, from, to, now, now));
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long lastOffset, long count) {
    restores.computeIfPresent(
        new Replica(store, changelog.partition()),
        (replica, restore) ->
            new Restore(
                store,
                changelog.partition(),
                restore.from(),
                lastOffset + 1,
                restore.to(),
                restore.since(),
                clock.instant()));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    restores.remove(new Replica(store, changelog.partition()));
    // The restore of an empty changelog is not worth an INFO line.
    LOG.atLevel(total > 0 ? Level.INFO : Level.DEBUG)
        .addKeyValue("store", store)
        .addKeyValue("partition", changelog.partition())
        .addKeyValue("records", total)
        .log("Restored");
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    restores.remove(new Replica(store, changelog.partition()));
  }
}
