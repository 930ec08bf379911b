package org.rollbook.model.asyncapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollbook.model.topic.PublishedHeader;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicExample;

/// A topic's records as an AsyncAPI message.
final class Message {

  private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";

  private Message() {}

  static <K, V> ObjectNode of(PublishedTopic<K, V> topic) {
    TopicExample<K, V> example = topic.guide().example();
    ObjectNode message =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", topic.valueCodec().schema().getName())
            .put("contentType", "application/avro");
    message.set("headers", headers());
    message
        .putObject("payload")
        .put("schemaFormat", AVRO)
        .set("schema", AvroJson.schema(topic.valueCodec()));
    ObjectNode shown = message.putArray("examples").addObject().put("name", "example");
    ObjectNode shownHeaders = shown.putObject("headers");
    topic
        .exampleHeaders()
        .forEach((header, payload) -> shownHeaders.put(header.wireName(), payload));
    shown.set("payload", AvroJson.of(topic.valueCodec(), example.value()));
    message.set("x-example-key", AvroJson.of(topic.keyCodec(), example.key()));
    message.putObject("bindings").set("kafka", binding(topic));
    return message;
  }

  private static ObjectNode headers() {
    ObjectNode headers = JsonNodeFactory.instance.objectNode().put("type", "object");
    ArrayNode required = headers.putArray("required");
    ObjectNode properties = headers.putObject("properties");
    for (PublishedHeader header : PublishedHeader.values()) {
      required.add(header.wireName());
      properties
          .putObject(header.wireName())
          .put("type", "string")
          .put("description", header.meaning());
    }
    return headers;
  }

  /// Version 0.4.0 of the binding is the last that allows a key in Avro.
  private static ObjectNode binding(PublishedTopic<?, ?> topic) {
    ObjectNode binding = JsonNodeFactory.instance.objectNode();
    binding.set("key", AvroJson.schema(topic.keyCodec()));
    return binding
        .put("schemaIdLocation", "payload")
        .put("schemaIdPayloadEncoding", "4")
        .put("schemaLookupStrategy", "TopicNameStrategy")
        .put("bindingVersion", "0.4.0");
  }
}
