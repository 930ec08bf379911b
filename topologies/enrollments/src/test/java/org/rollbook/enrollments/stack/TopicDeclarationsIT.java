package org.rollbook.enrollments.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script for operators declares what an instance creates for itself, no more and no less.
class TopicDeclarationsIT {

  @TempDir Path folder;

  @Test
  void shouldDeclareWhatAnInstanceCreates() throws ExecutionException, InterruptedException {
    try (Stack stack = Stack.start(folder)) {
      stack.view().awaitReady(Duration.ofSeconds(90));

      Map<String, Map<String, String>> declared = declared(script(stack));

      assertThat(declared).isEqualTo(created(stack));
    }
  }

  private static String script(Stack stack) {
    var settings = stack.view().settings();
    return Command.run(
        settings.environment(),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        settings.jar().toString(),
        "topics");
  }

  /// Topics with their settings and, under `partitions`, their number of partitions.
  private static Map<String, Map<String, String>> declared(String script) {
    Map<String, Map<String, String>> topics = new HashMap<>();
    script
        .replace("\\\n", " ")
        .lines()
        .filter(line -> line.startsWith("kafka-topics.sh \"$@\" --create --if-not-exists --topic "))
        .map(line -> line.split(" +", -1))
        .forEach(words -> topics.put(words[5], settings(words)));
    return topics;
  }

  private static Map<String, String> settings(String[] words) {
    Map<String, String> settings = new TreeMap<>();
    for (int i = 6; i < words.length; i += 2) {
      String[] setting = words[i + 1].split("=", -1);
      settings.put(
          words[i].equals("--config") ? setting[0] : words[i].substring("--".length()),
          setting[setting.length - 1]);
    }
    return settings;
  }

  private static Map<String, Map<String, String>> created(Stack stack)
      throws ExecutionException, InterruptedException {
    var admin = stack.broker().admin();
    var descriptions = admin.describeTopics(stack.topics()).allTopicNames().get();
    var resources =
        descriptions.keySet().stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();
    Map<String, Map<String, String>> topics = new HashMap<>();
    for (var config : admin.describeConfigs(resources).all().get().entrySet()) {
      topics.put(config.getKey().name(), chosen(config.getValue()));
    }
    descriptions.forEach(
        (topic, description) ->
            topics
                .getOrDefault(topic, Map.of())
                .put("partitions", Integer.toString(description.partitions().size())));
    return topics;
  }

  /// What was set for the topic itself, not the broker's defaults.
  private static Map<String, String> chosen(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .collect(
            Collectors.toMap(ConfigEntry::name, ConfigEntry::value, (a, b) -> a, TreeMap::new));
  }
}
