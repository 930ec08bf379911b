package org.rollbook.model.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicGuide;
import org.rollbook.model.topic.TopicPrefix;

/// A topic as an AsyncAPI channel.
final class Channel {

  /// The one kind of message that a derived topic has.
  static final String RECORD = "record";

  private Channel() {}

  static ObjectNode of(PublishedTopic<?, ?> topic, TopicPrefix site) {
    ObjectNode channel =
        JsonNodeFactory.instance
            .objectNode()
            .put("address", topic.nameIn(site))
            .put("title", topic.name())
            .put("summary", topic.guide().summary())
            .put("description", description(topic));
    channel.putObject("messages").set(RECORD, Message.of(topic));
    channel
        .putObject("bindings")
        .putObject("kafka")
        .<ObjectNode>set("topicConfiguration", configuration(topic.settings().config()))
        .put("bindingVersion", "0.5.0");
    channel
        .put("x-key-subject", topic.keySubject(site))
        .put("x-value-subject", topic.valueSubject(site));
    return channel;
  }

  /// The whole guide, in CommonMark.
  private static String description(PublishedTopic<?, ?> topic) {
    TopicGuide<?, ?> guide = topic.guide();
    return """
    %s

    **Kept.** %s

    **A record appears.** %s

    **A tombstone appears.** %s

    **Use for**

    %s

    **Not for**

    %s

    **See instead**

    %s
    """
        .formatted(
            guide.summary(),
            topic.settings().keeping(),
            guide.recordAppears(),
            guide.tombstoneAppears(),
            list(guide.useFor()),
            list(guide.notFor()),
            list(guide.seeInstead()));
  }

  private static String list(List<String> items) {
    return items.stream().map("- "::concat).collect(Collectors.joining("\n"));
  }

  /// The settings as the binding wants them: policies as a list, numbers as numbers.
  private static ObjectNode configuration(Map<String, String> config) {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(config).forEach((name, value) -> configuration.set(name, typed(name, value)));
    return configuration;
  }

  private static JsonNode typed(String name, String value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (name.equals(TopicConfig.CLEANUP_POLICY_CONFIG)) {
      ArrayNode policies = json.arrayNode();
      List.of(value.split(",")).forEach(policies::add);
      return policies;
    }
    return value.matches("-?\\d+") ? json.numberNode(Long.parseLong(value)) : json.textNode(value);
  }
}
