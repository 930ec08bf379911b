package org.rollbook.runtime.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.watermark.SourcePartition;

/// The reading side: which partitions are ours, where we stand in them, and whether we read on.
///
/// A held intake still polls, so that it stays a member of its group. Used by the ingest thread
/// only.
final class Intake implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Pattern topics;
  private final Changes changes;
  private final Map<TopicPartition, Long> done = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private boolean committing;
  private @Nullable KafkaException refused;
  private boolean held;

  /// What may happen to our partitions.
  interface Changes {

    /// They are others' now, or were taken from us.
    void dropped(Collection<TopicPartition> partitions);

    /// Events are gone that we did not read; we go on with the first that there is.
    void lost(TopicPartition partition);
  }

  /// Joins the group of whoever reads these topics, or those of them that there will be.
  Intake(Consumer<byte[], byte[]> consumer, Collection<String> topics, Changes changes) {
    this.consumer = consumer;
    this.topics =
        Pattern.compile(
            topics.stream().map(Pattern::quote).collect(Collectors.joining("|", "^(", ")$")));
    this.changes = changes;
    subscribe();
  }

  private void subscribe() {
    consumer.subscribe(
        topics,
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (held) {
              consumer.pause(partitions);
            }
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            done.keySet().removeAll(partitions);
            committed.keySet().removeAll(partitions);
            changes.dropped(partitions);
          }
        });
  }

  /// The next messages; none while held.
  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    try {
      return consumer.poll(timeout);
    } catch (InvalidOffsetException nowhere) {
      begin(nowhere);
      return ConsumerRecords.empty();
    }
  }

  /// There is no offset to begin with, or none that the broker still has. The partition's beginning
  /// is where we go on; unless it was never cut and we never were there, something is lost.
  private void begin(InvalidOffsetException nowhere) {
    try {
      consumer
          .beginningOffsets(nowhere.partitions(), PATIENCE)
          .forEach(
              (partition, beginning) -> {
                consumer.seek(partition, beginning);
                if (beginning > 0 || !(nowhere instanceof NoOffsetForPartitionException)) {
                  changes.lost(partition);
                }
              });
    } catch (RetriableException notNow) {
      // The next poll finds itself nowhere again.
    }
  }

  /// Reads nothing more for now.
  void hold() {
    held = true;
    consumer.pause(consumer.assignment());
  }

  void release() {
    held = false;
    consumer.resume(consumer.assignment());
  }

  /// Will read these again.
  ///
  /// @param messages of one poll, in its order
  void giveBack(List<ConsumerRecord<byte[], byte[]>> messages) {
    var first = new HashMap<TopicPartition, Long>();
    messages.forEach(
        message ->
            first.putIfAbsent(
                new TopicPartition(message.topic(), message.partition()), message.offset()));
    first.forEach(consumer::seek);
  }

  /// Reads partitions from their first offset, since they are not what they were.
  void beginAnew(Set<SourcePartition> partitions) {
    partitions.stream()
        .map(SourcePartitions::topicPartition)
        .filter(consumer.assignment()::contains)
        .forEach(partition -> consumer.seek(partition, 0));
  }

  Set<TopicPartition> assigned() {
    return consumer.assignment();
  }

  /// The offset that will be read next, if that is known yet.
  OptionalLong position(TopicPartition partition) {
    try {
      return OptionalLong.of(consumer.position(partition, Duration.ZERO));
    } catch (RetriableException | InvalidOffsetException unknown) {
      return OptionalLong.empty();
    }
  }

  /// Where a partition ends, as far as the consumer has seen it.
  OptionalLong end(TopicPartition partition) {
    OptionalLong lag = consumer.currentLag(partition);
    OptionalLong position = position(partition);
    return lag.isPresent() && position.isPresent()
        ? OptionalLong.of(position.getAsLong() + lag.getAsLong())
        : OptionalLong.empty();
  }

  /// Commits what changed, without waiting for it: one commit is under way at a time, and the next
  /// says what has become of the partitions meanwhile. One that fails is made up for by the next,
  /// or by whoever reads the messages again.
  void commit(Map<TopicPartition, Long> nowDone) {
    if (refused != null) {
      throw refused;
    }
    // What is held back now is not done any more, whatever an earlier turn said of it.
    done.clear();
    done.putAll(nowDone);
    Map<TopicPartition, Long> news = uncommitted();
    if (!committing && !news.isEmpty()) {
      committing = true;
      consumer.commitAsync(offsets(news), (_, failure) -> committed(news, failure));
    }
  }

  private Map<TopicPartition, Long> uncommitted() {
    var news = new HashMap<>(done);
    news.entrySet().removeAll(committed.entrySet());
    return news;
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Long> done) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    done.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    return offsets;
  }

  private void committed(Map<TopicPartition, Long> news, @Nullable Exception failure) {
    committing = false;
    switch (failure) {
      case null -> committed.putAll(news);
      case CommitFailedException _, RebalanceInProgressException _, RetriableException _ -> {
        // As said above.
      }
      case KafkaException fatal -> refused = fatal;
      case Exception fatal -> refused = new KafkaException(fatal);
    }
  }

  /// Goes back to what is committed, by leaving the group and joining it again.
  void startOver() {
    consumer.unsubscribe();
    held = false;
    subscribe();
  }

  /// What the consumer measures; from any thread.
  Map<MetricName, ? extends Metric> metrics() {
    return consumer.metrics();
  }

  /// Commits what is done and not committed yet, and leaves the group.
  @Override
  public void close() {
    try {
      consumer.commitSync(offsets(uncommitted()), PATIENCE);
    } catch (KafkaException notNow) {
      // Whoever comes next reads it again.
    }
    consumer.close(
        CloseOptions.timeout(PATIENCE)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }
}
