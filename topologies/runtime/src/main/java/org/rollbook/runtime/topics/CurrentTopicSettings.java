package org.rollbook.runtime.topics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// What the broker has set for topics, its own defaults included.
record CurrentTopicSettings(Admin admin) {

  /// The settings of the topics that there are.
  Map<String, Map<String, String>> of(Collection<String> topics) throws InterruptedException {
    var resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    var settings = new HashMap<String, Map<String, String>>();
    for (var answer : admin.describeConfigs(resources).values().entrySet()) {
      try {
        settings.put(answer.getKey().name(), asMap(AdminResults.of(answer.getValue())));
      } catch (UnknownTopicOrPartitionException absent) {
        // An absent topic has no entry in the result.
      }
    }
    return settings;
  }

  /// A setting of the brokers themselves, the largest if they differ.
  Optional<Long> largestOfBrokers(String name) throws InterruptedException {
    var brokers =
        AdminResults.of(admin.describeCluster().nodes()).stream()
            .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
            .toList();
    return AdminResults.of(admin.describeConfigs(brokers).all()).values().stream()
        .map(config -> asMap(config).get(name))
        .flatMap(value -> Optional.ofNullable(value).stream())
        .map(Long::valueOf)
        .max(Long::compare);
  }

  void set(String topic, String name, String value) throws InterruptedException {
    var change = new AlterConfigOp(new ConfigEntry(name, value), OpType.SET);
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AdminResults.of(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
  }

  private static Map<String, String> asMap(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }
}
