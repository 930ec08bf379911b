package org.rollbook.chaos.site;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.site.Waiting;

/// Compaction of all topics that have a compaction lag, as if everything in them were older.
///
/// Segments end as soon as possible, since the active segment is never cleaned.
final class ForcedCompaction {

  private static final Map<String, String> AT_ONCE =
      Map.of(
          TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, "0",
          TopicConfig.SEGMENT_MS_CONFIG, "500",
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.0001");

  private final BrokerClient client;

  ForcedCompaction(BrokerClient client) {
    this.client = client;
  }

  /// Returns when, of everything that was there in the beginning, only the last record of each key
  /// is left.
  ///
  /// @throws AssertionError if that takes too long
  void run(Duration patience) {
    Map<String, Config> before = compacted();
    Map<TopicPartition, Long> ends = ends(before.keySet());
    alter(before, (wanted, earlier) -> set(wanted.getKey(), wanted.getValue()));
    try {
      Waiting.untilSlowly(
          () -> before.keySet().stream().allMatch(topic -> isCompacted(topic, ends)), patience);
    } finally {
      alter(before, (wanted, earlier) -> restored(earlier));
    }
  }

  private Map<String, Config> compacted() {
    List<ConfigResource> topics =
        client.topics().stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();
    return BrokerClient.result(client.admin().describeConfigs(topics).all()).entrySet().stream()
        .filter(topic -> hasLag(topic.getValue()))
        .collect(Collectors.toMap(topic -> topic.getKey().name(), Entry::getValue));
  }

  private static boolean hasLag(Config topic) {
    return Long.parseLong(topic.get(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG).value()) > 0;
  }

  private Map<TopicPartition, Long> ends(Collection<String> topics) {
    return topics.stream()
        .flatMap(topic -> client.records(topic).stream())
        .collect(
            Collectors.toMap(
                message -> new TopicPartition(message.topic(), message.partition()),
                message -> message.offset() + 1,
                Math::max));
  }

  private boolean isCompacted(String topic, Map<TopicPartition, Long> ends) {
    Map<Integer, Set<Bytes>> keys = new HashMap<>();
    return client.records(topic).stream()
        .filter(message -> message.offset() < end(message, ends))
        .allMatch(
            message ->
                keys.computeIfAbsent(message.partition(), partition -> new HashSet<>())
                    .add(Bytes.wrap(message.key())));
  }

  private static long end(ConsumerRecord<?, ?> message, Map<TopicPartition, Long> ends) {
    return ends.getOrDefault(new TopicPartition(message.topic(), message.partition()), 0L);
  }

  /// @param change the new setting, from the one that speeds compaction up and the one that was
  ///   there
  private void alter(
      Map<String, Config> topics,
      BiFunction<Entry<String, String>, ConfigEntry, AlterConfigOp> change) {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    topics.forEach(
        (topic, earlier) ->
            changes.put(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                AT_ONCE.entrySet().stream()
                    .map(wanted -> change.apply(wanted, earlier.get(wanted.getKey())))
                    .toList()));
    BrokerClient.result(client.admin().incrementalAlterConfigs(changes).all());
  }

  private static AlterConfigOp restored(ConfigEntry earlier) {
    return earlier.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG
        ? set(earlier.name(), earlier.value())
        : new AlterConfigOp(new ConfigEntry(earlier.name(), ""), OpType.DELETE);
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), OpType.SET);
  }
}
