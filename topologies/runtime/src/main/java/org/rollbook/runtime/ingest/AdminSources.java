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
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.rollbook.runtime.ingest.SourceOffsets.CleanupPolicy;
import org.rollbook.runtime.watermark.SourcePartition;

/// The source topics as the broker reports them.
final class AdminSources implements Sources {

  private static final int TIMEOUT_MS = 5_000;

  private final Admin admin;
  private final List<String> topics;

  AdminSources(Admin admin, List<String> topics) {
    this.admin = admin;
    this.topics = topics;
  }

  @Override
  public CompletableFuture<SourceOffsets> listed(Instant at, Set<SourcePartition> mine) {
    return described()
        .thenCompose(
            there ->
                ends(mine, partitionsOf(there))
                    .thenCombine(
                        policies(there.keySet()),
                        (ends, policies) ->
                            new SourceOffsets(
                                at,
                                idsOf(there),
                                partitionsOf(there),
                                ends,
                                absentOf(there),
                                policies)));
  }

  /// The topics that exist. If one cannot be described for another reason than its absence, the
  /// whole fails: to list only the others would claim that it has nothing unread.
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
                            .exceptionally(
                                failure ->
                                    unless(failure, UnknownTopicOrPartitionException.class))))
        .thenApply(_ -> there);
  }

  /// The ends of those of our partitions that have a leader now.
  private CompletableFuture<Map<SourcePartition, Long>> ends(
      Set<SourcePartition> mine, Set<SourcePartition> there) {
    var wanted = new HashSet<>(mine);
    wanted.retainAll(there);
    var ends = new ConcurrentHashMap<SourcePartition, Long>();
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    wanted.forEach(
        partition -> asked.put(SourcePartitions.topicPartition(partition), OffsetSpec.latest()));
    var answers =
        admin.listOffsets(
            asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED).timeoutMs(TIMEOUT_MS));
    return allOf(
            wanted.stream()
                .map(
                    partition ->
                        future(answers.partitionResult(SourcePartitions.topicPartition(partition)))
                            .<Void>handle(
                                (end, failure) -> {
                                  if (failure == null) {
                                    ends.put(partition, end.offset());
                                  }
                                  return null;
                                })))
        .thenApply(_ -> ends);
  }

  /// How the topics remove old messages; without those whose settings we may not read, or that were
  /// deleted meanwhile.
  private CompletableFuture<Map<String, CleanupPolicy>> policies(Set<String> there) {
    var policies = new ConcurrentHashMap<String, CleanupPolicy>();
    var resources =
        there.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    var answers =
        admin
            .describeConfigs(resources, new DescribeConfigsOptions().timeoutMs(TIMEOUT_MS))
            .values();
    return allOf(
            answers.entrySet().stream()
                .map(
                    answer ->
                        future(answer.getValue())
                            .thenAccept(
                                config -> policies.put(answer.getKey().name(), policyOf(config)))
                            .exceptionally(
                                failure ->
                                    unless(
                                        failure,
                                        AuthorizationException.class,
                                        UnknownTopicOrPartitionException.class))))
        .thenApply(_ -> policies);
  }

  private static CleanupPolicy policyOf(Config config) {
    String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    return policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)
        ? CleanupPolicy.COMPACT
        : CleanupPolicy.DELETE;
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

  private static Set<SourcePartition> partitionsOf(Map<String, TopicDescription> there) {
    return there.values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new SourcePartition(topic.name(), partition.partition())))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static CompletableFuture<Void> allOf(Stream<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private static <T> CompletableFuture<T> future(KafkaFuture<T> answer) {
    return answer.toCompletionStage().toCompletableFuture();
  }

  /// Fails as before, unless the failure is one of these.
  private static Void unless(Throwable failure, Class<?>... expected) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (Stream.of(expected).anyMatch(kind -> kind.isInstance(cause))) {
      return null;
    }
    throw new CompletionException(cause);
  }
}
