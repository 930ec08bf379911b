package org.rollbook.runtime.topics;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.rollbook.model.topic.DeadLetters;

/// How large a dead letter may be: what the largest message of any source topic needs, and room for
/// our headers.
///
/// A source topic's maximum may be raised after we began, or the topic itself appear later, so this
/// is computed again when a dead letter was too large.
public final class DeadLetterSize {

  private final CurrentTopicSettings settings;
  private final String topic;
  private final List<String> sourceTopics;

  /// @param topic the dead letters'
  public DeadLetterSize(Admin admin, String topic, List<String> sourceTopics) {
    this.settings = new CurrentTopicSettings(admin);
    this.topic = topic;
    this.sourceTopics = sourceTopics;
  }

  /// Makes the topic take whatever the source topics take now.
  ///
  /// @return whether its limit had to be raised; it takes a moment until brokers know the new one
  /// @throws KafkaException if the broker refuses, for example for lack of a right
  public boolean isRaised() throws InterruptedException {
    long needed = inboundMaximum() + DeadLetters.ROOM_FOR_HEADERS;
    Map<String, String> present = settings.of(List.of(topic)).getOrDefault(topic, Map.of());
    boolean tooSmall = maximumOf(present) < needed;
    if (tooSmall) {
      settings.set(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(needed));
    }
    return tooSmall;
  }

  /// Topics that are not there yet will have the brokers' own maximum.
  private long inboundMaximum() throws InterruptedException {
    var present = settings.of(sourceTopics);
    long brokers =
        present.size() < sourceTopics.size()
            ? settings.largestOfBrokers("message.max.bytes").orElse(0L)
            : 0L;
    return present.values().stream()
        .mapToLong(DeadLetterSize::maximumOf)
        .reduce(brokers, Math::max);
  }

  private static long maximumOf(Map<String, String> present) {
    return Long.parseLong(present.getOrDefault(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "0"));
  }
}
