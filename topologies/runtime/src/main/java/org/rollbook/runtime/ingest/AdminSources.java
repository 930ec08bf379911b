package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.rollbook.runtime.watermark.SourcePartition;

/// The source topics as the broker has them.
final class AdminSources implements Sources {

  private static final int TIMEOUT_MS = 5_000;

  private final Admin admin;
  private final List<String> topics;

  AdminSources(Admin admin, List<String> topics) {
    this.admin = admin;
    this.topics = topics;
  }

  @Override
  public CompletableFuture<Listing> listed(Instant at, Set<SourcePartition> mine) {
    return described().thenCompose(there -> withEnds(at, there, mine));
  }

  /// The topics that there are. One that cannot be described for another reason than its absence
  /// makes the whole fail: to list the others would claim that it has nothing unread.
  private CompletableFuture<Map<String, TopicDescription>> described() {
    var there = new ConcurrentHashMap<String, TopicDescription>();
    var answers =
        admin
            .describeTopics(topics, new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS))
            .topicNameValues();
    return allOf(
            answers.values().stream()
                .map(
                    answer ->
                        future(answer)
                            .thenAccept(topic -> there.put(topic.name(), topic))
                            .exceptionally(AdminSources::absentOrFailed)))
        .thenApply(_ -> there);
  }

  private static Void absentOrFailed(Throwable failure) {
    if (causeOf(failure) instanceof UnknownTopicOrPartitionException) {
      return null;
    }
    throw new CompletionException(causeOf(failure));
  }

  private CompletableFuture<Listing> withEnds(
      Instant at, Map<String, TopicDescription> there, Set<SourcePartition> mine) {
    Set<SourcePartition> partitions =
        there.values().stream()
            .flatMap(AdminSources::partitionsOf)
            .collect(Collectors.toUnmodifiableSet());
    var wanted = new HashSet<>(partitions);
    wanted.retainAll(mine);
    return ends(wanted)
        .thenApply(ends -> new Listing(at, idsOf(there), partitions, ends, absentOf(there)));
  }

  /// The ends of those partitions that have a leader now.
  private CompletableFuture<Map<SourcePartition, Long>> ends(Set<SourcePartition> wanted) {
    var ends = new ConcurrentHashMap<SourcePartition, Long>();
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    wanted.forEach(
        partition ->
            asked.put(
                new TopicPartition(partition.topic(), partition.partition()), OffsetSpec.latest()));
    var answers =
        admin.listOffsets(
            asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED).timeoutMs(TIMEOUT_MS));
    return allOf(
            wanted.stream()
                .map(
                    partition ->
                        future(
                                answers.partitionResult(
                                    new TopicPartition(partition.topic(), partition.partition())))
                            .<Void>handle(
                                (end, failure) -> {
                                  if (failure == null) {
                                    ends.put(partition, end.offset());
                                  }
                                  return null;
                                })))
        .thenApply(_ -> ends);
  }

  private Set<String> absentOf(Map<String, TopicDescription> there) {
    return topics.stream()
        .filter(topic -> !there.containsKey(topic))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, Uuid> idsOf(Map<String, TopicDescription> there) {
    return there.values().stream()
        .collect(Collectors.toUnmodifiableMap(TopicDescription::name, TopicDescription::topicId));
  }

  private static Stream<SourcePartition> partitionsOf(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new SourcePartition(topic.name(), partition.partition()));
  }

  private static CompletableFuture<Void> allOf(Stream<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private static <T> CompletableFuture<T> future(KafkaFuture<T> answer) {
    return answer.toCompletionStage().toCompletableFuture();
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
