package org.rollbook.runtime.topics;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Topics as a shell script that creates them with Kafka's own tool, for sites where our process
/// may not create any.
public final class TopicScript {

  private TopicScript() {}

  /// The script, which leaves existing topics alone.
  ///
  /// @param replication empty = the broker's default
  public static String of(List<ManagedTopic> topics, Optional<Short> replication) {
    return topics.stream()
        .map(topic -> create(topic, replication))
        .collect(
            Collectors.joining(
                "",
                """
                #!/bin/sh
                # Creates the topics that are missing. Made by Rollbook from its catalogue and the
                # settings it was given; do not edit, make it anew.
                # sh topics.sh --bootstrap-server kafka:9092 [--command-config admin.properties]
                set -eu
                """,
                ""));
  }

  private static String create(ManagedTopic topic, Optional<Short> replication) {
    String settings =
        new TreeMap<>(topic.settings())
            .entrySet().stream()
                .map(setting -> " \\\n  --config " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining());
    return "kafka-topics.sh \"$@\" --create --if-not-exists --topic %s --partitions %d%s%s\n"
        .formatted(
            topic.name(),
            topic.partitions(),
            replication.map(replicas -> " --replication-factor " + replicas).orElse(""),
            settings);
  }
}
