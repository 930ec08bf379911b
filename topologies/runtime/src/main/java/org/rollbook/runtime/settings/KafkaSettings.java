package org.rollbook.runtime.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// Any other Kafka client setting, given as `KAFKA_<NAME>` with dots as underscores.
///
/// @param given by Kafka's own name, such as `security.protocol`
/// @param unknown variables that no client knows: warned of, not used
public record KafkaSettings(SortedMap<String, String> given, List<String> unknown) {

  private static final String PREFIX = "KAFKA_";

  /// Kubernetes puts these into every pod beside a service called `kafka`.
  private static final List<String> INJECTED = List.of("KAFKA_PORT", "KAFKA_SERVICE_");

  private static final List<String> CLIENT_PREFIXES =
      List.of(
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.",
          "consumer.",
          "producer.",
          "admin.");

  /// What the laws of the query side and of the merge rest on, with what would break.
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("acks", "an event counts as journaled when all replicas have it"),
          Map.entry("application.id", "it follows from the topology and EVENT_BUS_TOPIC_PREFIX"),
          Map.entry("application.server", "set ROLLBOOK_ADVERTISED_ADDRESS"),
          Map.entry("auto.offset.reset", "a loss of events must be noticed, not skipped"),
          Map.entry("bootstrap.servers", "set KAFKA_BOOTSTRAP_SERVERS"),
          Map.entry("enable.auto.commit", "offsets are committed after the acknowledgements"),
          Map.entry("enable.idempotence", "retries must not double or reorder"),
          Map.entry("ensure.explicit.internal.resource.naming", "state is found by its name"),
          Map.entry("group.id", "it follows from the application id"),
          Map.entry("group.instance.id", "set ROLLBOOK_INSTANCE_ID"),
          Map.entry(
              "group.protocol",
              "the streams protocol routes queries wrongly while rebalancing (KAFKA-20887)"),
          Map.entry("isolation.level", "views read committed, ingest reads all"),
          Map.entry("key.deserializer", "keys are ours"),
          Map.entry("key.serializer", "keys are ours"),
          Map.entry("num.standby.replicas", "set ROLLBOOK_STANDBY_REPLICAS"),
          Map.entry("partitioner.class", "one partitioner is used everywhere"),
          Map.entry("processing.guarantee", "counts are exact because views are exactly-once"),
          Map.entry("rocksdb.config.setter", "memory is bounded by ROLLBOOK_STATE_MEMORY"),
          Map.entry("state.dir", "set ROLLBOOK_STATE_DIR"),
          Map.entry("statestore.cache.max.bytes", "range queries would not see cached rows"),
          Map.entry("transactional.id", "it follows from the application id"),
          Map.entry("value.deserializer", "values are ours"),
          Map.entry("value.serializer", "values are ours"));

  private static final Set<String> KNOWN =
      Stream.of(
              ConsumerConfig.configNames(),
              ProducerConfig.configNames(),
              AdminClientConfig.configNames(),
              StreamsConfig.configDef().names())
          .flatMap(Collection::stream)
          .collect(Collectors.toUnmodifiableSet());

  /// Reads the `KAFKA_` variables but `KAFKA_BOOTSTRAP_SERVERS`.
  ///
  /// @throws WrongSetting naming a variable that the laws rest on
  static KafkaSettings of(Map<String, String> variables) {
    SortedMap<String, String> given = new TreeMap<>();
    SortedMap<String, String> unknown = new TreeMap<>();
    variables.forEach(
        (variable, value) -> {
          if (isOurs(variable)) {
            String name =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            String bare = withoutClient(name);
            String reason = REFUSED.get(bare);
            if (reason != null) {
              throw new WrongSetting(variable, "cannot be set: " + reason);
            }
            (KNOWN.contains(bare) ? given : unknown)
                .put(KNOWN.contains(bare) ? name : variable, value);
          }
        });
    return new KafkaSettings(given, List.copyOf(unknown.keySet()));
  }

  /// The settings for one plain client: those it knows, those given for its kind last.
  public Map<String, Object> forClient(String kind, Set<String> known) {
    Map<String, Object> settings = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          if (known.contains(name)) {
            settings.put(name, value);
          }
        });
    given.forEach(
        (name, value) -> {
          if (name.startsWith(kind + ".")) {
            settings.put(name.substring(kind.length() + 1), value);
          }
        });
    return settings;
  }

  private static boolean isOurs(String variable) {
    return variable.startsWith(PREFIX)
        && !variable.equals("KAFKA_BOOTSTRAP_SERVERS")
        && INJECTED.stream().noneMatch(variable::startsWith);
  }

  private static String withoutClient(String name) {
    return CLIENT_PREFIXES.stream()
        .filter(name::startsWith)
        .findFirst()
        .map(prefix -> name.substring(prefix.length()))
        .orElse(name);
  }
}
