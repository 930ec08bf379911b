package org.rollbook.runtime.topics;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import org.rollbook.runtime.topics.ManagedTopic.Partitioning;

/// Checks a topic that exists already.
final class TopicCheck {

  private static final String BROKERS_TIME = "LogAppendTime";

  private TopicCheck() {}

  /// @throws WrongTopic naming the first thing that does not hold
  static void check(ManagedTopic wanted, int partitions, Map<String, String> settings) {
    if (wanted.partitioning() == Partitioning.FIXED && partitions != wanted.partitions()) {
      throw new WrongTopic(
          wanted.name(),
          "has %d partitions, ROLLBOOK_PARTITIONS is %d; the number is fixed until a rebuild"
              .formatted(partitions, wanted.partitions()));
    }
    checkCleanupPolicy(wanted, settings);
    checkCompactionLag(wanted, settings);
    checkTimestamps(wanted, settings);
  }

  /// Watermarks, and what may be claimed as read, rest on the broker's timestamps.
  private static void checkTimestamps(ManagedTopic wanted, Map<String, String> settings) {
    String type = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
    String actual = settings.getOrDefault(type, "CreateTime");
    if (BROKERS_TIME.equals(wanted.settings().get(type)) && !actual.equals(BROKERS_TIME)) {
      throw new WrongTopic(wanted.name(), type + " must be " + BROKERS_TIME + ", is " + actual);
    }
  }

  private static void checkCleanupPolicy(ManagedTopic wanted, Map<String, String> settings) {
    String policy = wanted.settings().get(TopicConfig.CLEANUP_POLICY_CONFIG);
    String actual = settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
    if (policy != null && !words(policy).equals(words(actual))) {
      throw new WrongTopic(wanted.name(), "cleanup.policy must be " + policy + ", is " + actual);
    }
  }

  private static void checkCompactionLag(ManagedTopic wanted, Map<String, String> settings) {
    String lag = wanted.settings().get(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG);
    String actual = settings.getOrDefault(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, "0");
    if (lag != null && Long.parseLong(actual) < Long.parseLong(lag)) {
      throw new WrongTopic(
          wanted.name(), "min.compaction.lag.ms must be at least " + lag + ", is " + actual);
    }
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
