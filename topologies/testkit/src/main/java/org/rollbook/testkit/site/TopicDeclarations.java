package org.rollbook.testkit.site;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.common.config.ConfigResource;
import org.rollbook.testkit.process.Command;

/// A site's topics with their settings and, under `partitions`, their number of partitions: those
/// of the script that the packaged view prints for operators, and the actual ones.
public final class TopicDeclarations {

  private static final String DECLARATION =
      "kafka-topics.sh \"$@\" --create --if-not-exists --topic ";

  private TopicDeclarations() {}

  /// The topics that the view prints when started with `topics`.
  public static Map<String, Map<String, String>> printed(Site site) {
    Map<String, Map<String, String>> topics = new HashMap<>();
    script(site)
        .replace("\\\n", " ")
        .lines()
        .filter(line -> line.startsWith(DECLARATION))
        .map(line -> line.substring(DECLARATION.length()).split(" +", -1))
        .forEach(words -> topics.put(words[0], settings(words)));
    return topics;
  }

  /// The topics of the broker, after an instance has created them.
  public static Map<String, Map<String, String>> created(Site site) {
    var admin = site.broker().admin();
    try {
      var descriptions = admin.describeTopics(site.topics()).allTopicNames().get();
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
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String script(Site site) {
    var settings = site.view().settings();
    return Command.run(
        settings.environment(),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        settings.jar().toString(),
        "topics");
  }

  /// @param words a topic, then options with their values
  private static Map<String, String> settings(String[] words) {
    Map<String, String> settings = new TreeMap<>();
    for (int i = 1; i < words.length; i += 2) {
      String[] setting = words[i + 1].split("=", -1);
      settings.put(
          words[i].equals("--config") ? setting[0] : words[i].substring("--".length()),
          setting[setting.length - 1]);
    }
    return settings;
  }

  /// The settings of the topic itself, without the broker's defaults.
  private static Map<String, String> chosen(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .collect(
            Collectors.toMap(ConfigEntry::name, ConfigEntry::value, (a, b) -> a, TreeMap::new));
  }
}
