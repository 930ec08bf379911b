package org.rollbook.runtime.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.watermark.SourcePartition;

/// Reads the source topics: which partitions are ours, our position in each, and whether we read
/// on.
///
/// While paused it still polls, so that it stays a member of its group. A partition that cannot be
/// read is paused alone, and tried again. Used by the ingest thread only.
final class SourceConsumer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Pattern topics;
  private final Changes changes;
  private final BlockedPartitions blocked;
  private final LeaderEpochs epochs = new LeaderEpochs();
  private final Set<TopicPartition> repositioned = new HashSet<>();
  private final Map<TopicPartition, Long> done = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private boolean committing;
  private @Nullable KafkaException refused;
  private boolean paused;

  /// What may happen to our partitions.
  interface Changes {

    /// They were revoked or lost: other members read them now.
    void dropped(Collection<TopicPartition> partitions);

    /// Events are gone that we did not read; we continue with the first that exists.
    ///
    /// @param why in words for an operator
    void lost(TopicPartition partition, String why);

    /// The offset below which the journals have the partition's events, if it is known.
    ///
    /// @throws KafkaException if the journals cannot be read
    OptionalLong journaledBelow(TopicPartition partition);
  }

  /// Joins the group that reads these topics, including those that do not exist yet.
  SourceConsumer(
      Consumer<byte[], byte[]> consumer,
      Collection<String> topics,
      BlockedPartitions blocked,
      Changes changes) {
    this.consumer = consumer;
    this.blocked = blocked;
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
            if (paused) {
              consumer.pause(partitions);
            }
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            done.keySet().removeAll(partitions);
            committed.keySet().removeAll(partitions);
            repositioned.removeAll(partitions);
            epochs.drop(partitions);
            blocked.drop(partitions);
            changes.dropped(partitions);
          }
        });
  }

  /// The next messages; none while paused.
  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    try {
      Set<TopicPartition> again = paused ? Set.of() : blocked.toTry();
      ConsumerRecords<byte[], byte[]> messages =
          again.isEmpty() ? consumer.poll(timeout) : pollAgain(again);
      blocked.forgetReadable();
      messages.forEach(epochs::read);
      return messages;
    } catch (InvalidOffsetException nowhere) {
      nowhere.partitions().forEach(partition -> begin(partition, nowhere));
    } catch (TopicAuthorizationException refusal) {
      block(refusal);
    } catch (KafkaException broken) {
      block(named(broken).orElseThrow(() -> broken), broken);
    }
    return ConsumerRecords.empty();
  }

  /// Tries to read blocked partitions again. What the consumer has already fetched of them would
  /// only fail once more, and the consumer discards it when its position is elsewhere. So each
  /// position is one further during this poll.
  private ConsumerRecords<byte[], byte[]> pollAgain(Set<TopicPartition> partitions) {
    partitions.stream().filter(blocked::isLost).forEach(this::find);
    var elsewhere = new HashMap<TopicPartition, Long>();
    for (TopicPartition partition : partitions) {
      position(partition).ifPresent(position -> elsewhere.put(partition, position));
    }
    elsewhere.forEach((partition, position) -> consumer.seek(partition, position + 1));
    consumer.resume(elsewhere.keySet());
    try {
      return without(elsewhere.keySet(), consumer.poll(Duration.ZERO));
    } finally {
      elsewhere.forEach(consumer::seek);
    }
  }

  private static ConsumerRecords<byte[], byte[]> without(
      Set<TopicPartition> partitions, ConsumerRecords<byte[], byte[]> messages) {
    var others = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
    messages.partitions().stream()
        .filter(partition -> !partitions.contains(partition))
        .forEach(partition -> others.put(partition, messages.records(partition)));
    return new ConsumerRecords<>(others, Map.of());
  }

  /// Blocks the partitions of topics that we may no longer read.
  private void block(TopicAuthorizationException refusal) {
    consumer.assignment().stream()
        .filter(partition -> refusal.unauthorizedTopics().contains(partition.topic()))
        .forEach(partition -> block(partition, refusal));
  }

  /// A partition without a position would make every poll fail, so it gets one that means nothing.
  private void block(TopicPartition partition, KafkaException why) {
    boolean isLost = position(partition).isEmpty();
    if (isLost) {
      consumer.seek(partition, 0);
    }
    consumer.pause(Set.of(partition));
    Throwable cause = why.getCause() == null ? why : why.getCause();
    blocked.add(partition, String.valueOf(cause.getMessage()), isLost);
  }

  /// The partition that a failure is about: the consumer names it only in the message.
  private Optional<TopicPartition> named(KafkaException failure) {
    String words = String.valueOf(failure.getMessage());
    return consumer.assignment().stream()
        .filter(
            partition ->
                Pattern.compile("(?<![\\w.-])" + Pattern.quote(partition.toString()) + "(?!\\d)")
                    .matcher(words)
                    .find())
        .findFirst();
  }

  /// Looks up where to continue in a partition that had no position.
  private void find(TopicPartition partition) {
    OffsetAndMetadata offset = consumer.committed(Set.of(partition), PATIENCE).get(partition);
    if (offset == null) {
      resume(partition);
    } else {
      consumer.seek(partition, offset);
    }
    blocked.found(partition);
  }

  /// Sets the position in a partition that has no committed offset, or none that the broker still
  /// has.
  private void begin(TopicPartition partition, InvalidOffsetException nowhere) {
    try {
      switch (nowhere) {
        case NoOffsetForPartitionException _ -> resume(partition);
        case LogTruncationException cut when cut.divergentOffsets().containsKey(partition) -> {
          reposition(partition, cut.divergentOffsets().get(partition).offset());
          changes.lost(partition, "the log was cut below what was read (unclean leader election)");
        }
        default -> {
          reposition(partition, beginning(partition));
          changes.lost(partition, "the topic no longer has them");
        }
      }
    } catch (RetriableException notNow) {
      // The next poll fails in the same way and tries this again.
    } catch (InterruptException stopped) {
      throw stopped;
    } catch (KafkaException refusal) {
      block(partition, refusal);
    }
  }

  /// The group has no offset, since no member ran for a week, or ever. We continue at the offset in
  /// the journals, or else at the partition's beginning. Events are lost if the partition begins
  /// after what was journaled, or after 0 if nothing was.
  private void resume(TopicPartition partition) {
    OptionalLong journaled = changes.journaledBelow(partition);
    long beginning = beginning(partition);
    reposition(partition, Math.max(journaled.orElse(beginning), beginning));
    if (journaled.orElse(0) < beginning) {
      changes.lost(partition, "the topic no longer has them");
    }
  }

  private void reposition(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
    repositioned.add(partition);
    epochs.drop(Set.of(partition));
  }

  private long beginning(TopicPartition partition) {
    return consumer.beginningOffsets(Set.of(partition), PATIENCE).getOrDefault(partition, 0L);
  }

  /// Reads nothing more for now.
  void pause() {
    paused = true;
    consumer.pause(consumer.assignment());
  }

  void release() {
    paused = false;
    consumer.resume(blocked.readable(consumer.assignment()));
  }

  /// Makes the next polls return these again.
  ///
  /// @param messages of one poll, in its order
  void giveBack(List<ConsumerRecord<byte[], byte[]>> messages) {
    var first = new HashMap<TopicPartition, OffsetAndMetadata>();
    messages.forEach(
        message ->
            first.putIfAbsent(
                new TopicPartition(message.topic(), message.partition()),
                new OffsetAndMetadata(message.offset(), message.leaderEpoch(), "")));
    first.forEach(consumer::seek);
  }

  /// Reads partitions from their first offset, since their topic was deleted and made again.
  void beginAnew(Set<SourcePartition> partitions) {
    partitions.stream()
        .map(SourcePartitions::topicPartition)
        .filter(consumer.assignment()::contains)
        .forEach(partition -> reposition(partition, 0));
  }

  /// Why partitions of ours cannot be read.
  Map<TopicPartition, String> blocked() {
    return blocked.reasons();
  }

  Set<TopicPartition> assigned() {
    return consumer.assignment();
  }

  /// The offset that will be read next, if that is known yet.
  OptionalLong position(TopicPartition partition) {
    if (blocked.isLost(partition)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(consumer.position(partition, Duration.ZERO));
    } catch (RetriableException | InvalidOffsetException | AuthorizationException unknown) {
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
  /// one commits what has changed meanwhile. If one fails, the next makes up for it, or the next
  /// member reads the messages again.
  void commit(Map<TopicPartition, Long> nowDone) {
    if (refused != null) {
      throw refused;
    }
    // A partition that is not in the map must not be committed now, even if an earlier call had it.
    done.clear();
    done.putAll(nowDone);
    done.keySet().retainAll(blocked.readable(nowDone.keySet()));
    Map<TopicPartition, OffsetAndMetadata> offsets = uncommitted();
    if (!committing && !offsets.isEmpty()) {
      committing = true;
      consumer.commitAsync(offsets, (_, failure) -> committed(offsets, failure));
    }
  }

  /// The offsets to commit: of what we have read, and where we were repositioned without having
  /// read.
  private Map<TopicPartition, OffsetAndMetadata> uncommitted() {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    done.forEach(
        (partition, offset) -> {
          if (!offset.equals(committed.get(partition))) {
            epochs
                .committable(partition, offset)
                .or(
                    () ->
                        repositioned.contains(partition)
                            ? Optional.of(new OffsetAndMetadata(offset))
                            : Optional.empty())
                .ifPresent(committable -> offsets.put(partition, committable));
          }
        });
    return offsets;
  }

  private void committed(
      Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
    committing = false;
    switch (failure) {
      case null ->
          offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
      case CommitFailedException _, RebalanceInProgressException _, RetriableException _ -> {
        // The next commit makes up for it.
      }
      case TopicAuthorizationException refusal -> block(refusal);
      case KafkaException fatal -> refused = fatal;
      case Exception fatal -> refused = new KafkaException(fatal);
    }
  }

  /// Goes back to what is committed, by leaving the group and joining it again.
  void startOver() {
    consumer.unsubscribe();
    paused = false;
    subscribe();
  }

  /// The consumer's metrics; may be called from any thread.
  Map<MetricName, ? extends Metric> metrics() {
    return consumer.metrics();
  }

  /// Commits what is done and not committed yet, and leaves the group.
  @Override
  public void close() {
    try {
      consumer.commitSync(uncommitted(), PATIENCE);
    } catch (KafkaException notNow) {
      // The next member reads the messages again.
    }
    consumer.close(
        CloseOptions.timeout(PATIENCE)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }
}
