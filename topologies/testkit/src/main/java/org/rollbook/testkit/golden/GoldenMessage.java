package org.rollbook.testkit.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.registry.SchemaWithId;

/// One message of Open edX's own producer, or of its substitute: its input, and the bytes that it
/// sent.
public final class GoldenMessage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode json;
  private final String valueSchema;

  private GoldenMessage(JsonNode json, String valueSchema) {
    this.json = json;
    this.valueSchema = valueSchema;
  }

  /// Reads a message's file, which names the file next to it that has the schema.
  public static GoldenMessage read(Path file) {
    try {
      JsonNode json = JSON.readTree(file.toFile());
      String schemaFile = json.required("value_schema_registered_file").textValue();
      return new GoldenMessage(json, Files.readString(file.resolveSibling(schemaFile)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The name of the case, as in its files.
  public String name() {
    return text("case");
  }

  public String eventType() {
    return text("event_type");
  }

  /// The topic that it was sent to, with the site's prefix.
  public String topic() {
    return text("topic");
  }

  /// The key as sent: Confluent framing, Avro.
  public byte[] key() {
    return HexFormat.of().parseHex(text("key_hex"));
  }

  /// The value as sent: Confluent framing, Avro.
  public byte[] value() {
    return HexFormat.of().parseHex(text("value_hex"));
  }

  /// The headers as sent, in their order.
  public Headers headers() {
    var headers = new RecordHeaders();
    for (JsonNode name : json.required("headers_order")) {
      String hex = json.required("headers_hex").required(name.textValue()).textValue();
      headers.add(name.textValue(), HexFormat.of().parseHex(hex));
    }
    return headers;
  }

  /// The content of the key.
  public String decodedKey() {
    return text("key_decoded");
  }

  /// The content of the value, by the producer's field names.
  public JsonNode decodedValue() {
    return json.required("value_decoded");
  }

  /// The schema of the key, with its id in the key's bytes.
  public SchemaWithId keySchema() {
    return new SchemaWithId(
        json.required("key_schema_id").intValue(),
        text("key_subject"),
        text("key_schema_registered"));
  }

  /// The schema of the value, with its id in the value's bytes.
  public SchemaWithId valueSchema() {
    return new SchemaWithId(
        json.required("value_schema_id").intValue(), text("value_subject"), valueSchema);
  }

  /// Both schemas, to import into a registry.
  public List<SchemaWithId> schemas() {
    return List.of(keySchema(), valueSchema());
  }

  /// The message, byte for byte, as it would be sent to a topic.
  public ProducerRecord<byte[], byte[]> to(String topic) {
    return new ProducerRecord<>(topic, null, null, key(), value(), headers());
  }

  /// Sends the message, byte for byte, and waits until it is written.
  public RecordMetadata sendTo(BrokerClient broker, String topic) {
    return broker.send(to(topic));
  }

  @Override
  public String toString() {
    return name();
  }

  private String text(String field) {
    return json.required(field).textValue();
  }
}
