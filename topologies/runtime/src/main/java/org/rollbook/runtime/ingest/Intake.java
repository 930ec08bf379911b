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

/// The reading side: which partitions are ours, where we stand in them, and whether we read on.
///
/// A held intake still polls, so that it stays a member of its group. A partition that cannot be
/// read stands still by itself, and is tried again. Used by the ingest thread only.
final class Intake implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Pattern topics;
  private final Changes changes;
  private final BlockedPartitions blocked;
  private final LeaderEpochs epochs = new LeaderEpochs();
  private final Set<TopicPartition> placed = new HashSet<>();
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
    ///
    /// @param why in words for an operator
    void lost(TopicPartition partition, String why);

    /// Where the journals say that it was read up to, if they do.
    ///
    /// @throws KafkaException if they cannot be asked
    OptionalLong journaledBelow(TopicPartition partition);
  }

  /// Joins the group of whoever reads these topics, or those of them that there will be.
  Intake(
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
            if (held) {
              consumer.pause(partitions);
            }
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            done.keySet().removeAll(partitions);
            committed.keySet().removeAll(partitions);
            placed.removeAll(partitions);
            epochs.drop(partitions);
            blocked.drop(partitions);
            changes.dropped(partitions);
          }
        });
  }

  /// The next messages; none while held.
  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    try {
      Set<TopicPartition> again = held ? Set.of() : blocked.toTry();
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

  /// Reads partitions again that could not be read. What the consumer has fetched of them already
  /// would only fail once more: it throws that away when it stands elsewhere.
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

  /// The right to read a topic was withdrawn.
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

  /// The partition that a failure is about: the consumer says it only in words.
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

  /// Looks up where to go on in a partition that stood nowhere.
  private void find(TopicPartition partition) {
    OffsetAndMetadata offset = consumer.committed(Set.of(partition), PATIENCE).get(partition);
    if (offset == null) {
      resume(partition);
    } else {
      consumer.seek(partition, offset);
    }
    blocked.found(partition);
  }

  /// There is no offset to begin with, or none that the broker still has.
  private void begin(TopicPartition partition, InvalidOffsetException nowhere) {
    try {
      switch (nowhere) {
        case NoOffsetForPartitionException _ -> resume(partition);
        case LogTruncationException cut when cut.divergentOffsets().containsKey(partition) -> {
          place(partition, cut.divergentOffsets().get(partition).offset());
          changes.lost(partition, "the log was cut below what was read (unclean leader election)");
        }
        default -> {
          place(partition, beginning(partition));
          changes.lost(partition, "the topic does not have them any more");
        }
      }
    } catch (RetriableException notNow) {
      // The next poll finds itself nowhere again.
    } catch (InterruptException stopped) {
      throw stopped;
    } catch (KafkaException refusal) {
      block(partition, refusal);
    }
  }

  /// The group's offset is not there, since nobody was there for a week, or ever. The journals know
  /// what was read; else the partition's beginning is where we go on. Unless it was never cut and
  /// we never were there, something is lost.
  private void resume(TopicPartition partition) {
    OptionalLong journaled = changes.journaledBelow(partition);
    long beginning = beginning(partition);
    place(partition, Math.max(journaled.orElse(beginning), beginning));
    if (journaled.orElse(0) < beginning) {
      changes.lost(partition, "the topic does not have them any more");
    }
  }

  private void place(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
    placed.add(partition);
    epochs.drop(Set.of(partition));
  }

  private long beginning(TopicPartition partition) {
    return consumer.beginningOffsets(Set.of(partition), PATIENCE).getOrDefault(partition, 0L);
  }

  /// Reads nothing more for now.
  void hold() {
    held = true;
    consumer.pause(consumer.assignment());
  }

  void release() {
    held = false;
    consumer.resume(blocked.readable(consumer.assignment()));
  }

  /// Will read these again.
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

  /// Reads partitions from their first offset, since they are not what they were.
  void beginAnew(Set<SourcePartition> partitions) {
    partitions.stream()
        .map(SourcePartitions::topicPartition)
        .filter(consumer.assignment()::contains)
        .forEach(partition -> place(partition, 0));
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
  /// says what has become of the partitions meanwhile. One that fails is made up for by the next,
  /// or by whoever reads the messages again.
  void commit(Map<TopicPartition, Long> nowDone) {
    if (refused != null) {
      throw refused;
    }
    // What is held back now is not done any more, whatever an earlier turn said of it.
    done.clear();
    done.putAll(nowDone);
    done.keySet().retainAll(blocked.readable(nowDone.keySet()));
    Map<TopicPartition, OffsetAndMetadata> news = uncommitted();
    if (!committing && !news.isEmpty()) {
      committing = true;
      consumer.commitAsync(news, (_, failure) -> committed(news, failure));
    }
  }

  /// What we have read, and where we were put without having read.
  private Map<TopicPartition, OffsetAndMetadata> uncommitted() {
    var news = new HashMap<TopicPartition, OffsetAndMetadata>();
    done.forEach(
        (partition, offset) -> {
          if (!offset.equals(committed.get(partition))) {
            epochs
                .committable(partition, offset)
                .or(
                    () ->
                        placed.contains(partition)
                            ? Optional.of(new OffsetAndMetadata(offset))
                            : Optional.empty())
                .ifPresent(committable -> news.put(partition, committable));
          }
        });
    return news;
  }

  private void committed(Map<TopicPartition, OffsetAndMetadata> news, @Nullable Exception failure) {
    committing = false;
    switch (failure) {
      case null -> news.forEach((partition, offset) -> committed.put(partition, offset.offset()));
      case CommitFailedException _, RebalanceInProgressException _, RetriableException _ -> {
        // As said above.
      }
      case TopicAuthorizationException refusal -> block(refusal);
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
      consumer.commitSync(uncommitted(), PATIENCE);
    } catch (KafkaException notNow) {
      // Whoever comes next reads it again.
    }
    consumer.close(
        CloseOptions.timeout(PATIENCE)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }
}
