package org.rollbook.model.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.SiteTopics;

/// What a topology publishes at a site, as an AsyncAPI 3.0 document.
///
/// A channel has its topic's name without a prefix, so that a reference is the same at each site;
/// its address is the full name.
public final class AsyncApi {

  private static final String READING =
      """
      Read with `isolation.level=read_committed`, from the beginning, and keep the newest record of \
      each key. Keys and values are Avro in Confluent's framing: a zero byte, the schema's id as \
      four bytes, then the Avro. The registry has the schemas as `<topic>-key` and `<topic>-value`. \
      Within a topic's major version fields are added with a default, and nothing else changes.\
      """;

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private AsyncApi() {}

  /// The document as JSON.
  public static ObjectNode document(SiteTopics published) {
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Rollbook " + published.topology() + ": derived topics")
        .put("version", "v1")
        .put("description", READING);
    document.put("defaultContentType", "application/avro");
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    for (PublishedTopic<?, ?> topic : published.topics()) {
      channels.set(topic.name(), Channel.of(topic, published.site()));
      operations.set("publish." + topic.name(), publishing(topic));
    }
    return document;
  }

  /// The document as it is served.
  public static String yaml(SiteTopics published) {
    try {
      return YAML.writeValueAsString(document(published));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of JSON can always be written", impossible);
    }
  }

  private static ObjectNode publishing(PublishedTopic<?, ?> topic) {
    String channel = "#/channels/" + topic.name();
    ObjectNode operation = JsonNodeFactory.instance.objectNode().put("action", "send");
    operation.putObject("channel").put("$ref", channel);
    operation.put("summary", topic.guide().recordAppears());
    operation.putArray("messages").addObject().put("$ref", channel + "/messages/" + Channel.RECORD);
    return operation;
  }
}
