package org.rollbook.model.topic;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/// The required settings of a topic of ours, in Kafka's own names and units; for all others the
/// broker's default applies.
///
/// The record timestamps in our topics are the broker's time: how long a record is safe from
/// compaction and when it expires must not depend on a producer's clock.
public record TopicSettings(Map<String, String> config) {

  /// Derived topics are compacted: subscribers that are a week behind still see each transition.
  static final TopicSettings DERIVED = compacted(Duration.ofDays(7), Duration.ofDays(1));

  public TopicSettings {
    config = Map.copyOf(config);
  }

  /// Keeps the newest record of each key for ever, and every record at least for a time.
  ///
  /// @param roll how long a segment takes records: the newest segment is never compacted
  public static TopicSettings compacted(Duration atLeast, Duration roll) {
    return new TopicSettings(
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            millis(atLeast),
            TopicConfig.SEGMENT_MS_CONFIG,
            millis(roll),
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime"));
  }

  /// Keeps every record for a time.
  ///
  /// @param roll how long a segment takes records: they expire together, with the newest of them
  static TopicSettings expiring(Duration retention, Duration roll) {
    return new TopicSettings(
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            millis(retention),
            TopicConfig.RETENTION_BYTES_CONFIG,
            "-1",
            TopicConfig.SEGMENT_MS_CONFIG,
            millis(roll),
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime"));
  }

  /// The same with a maximum record size in bytes, batch overhead included.
  TopicSettings upTo(int maxMessageBytes) {
    Map<String, String> both = new TreeMap<>(config);
    both.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
    return new TopicSettings(both);
  }

  /// How long records stay, in words.
  public String keeping() {
    if (TopicConfig.CLEANUP_POLICY_DELETE.equals(config.get(TopicConfig.CLEANUP_POLICY_CONFIG))) {
      return "Every record stays for %s.".formatted(days(TopicConfig.RETENTION_MS_CONFIG));
    }
    return "Compacted: the newest record of each key stays for ever, every record at least %s."
        .formatted(days(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG));
  }

  private String days(String setting) {
    Duration duration = Duration.ofMillis(Long.parseLong(config.getOrDefault(setting, "0")));
    return duration.compareTo(Duration.ofDays(1)) < 0
        ? duration.toHours() + " h"
        : duration.toDays() + " days";
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
