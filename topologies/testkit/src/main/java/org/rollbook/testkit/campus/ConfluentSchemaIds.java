package org.rollbook.testkit.campus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// Registers schemas over Confluent's REST API with the requests that the real producer makes:
/// `POST /subjects/{subject}/versions?normalize=False`, and basic authentication even when there is
/// neither user nor password.
public final class ConfluentSchemaIds implements SchemaIds {

  private static final String NOBODY =
      "Basic " + Base64.getEncoder().encodeToString(":".getBytes(StandardCharsets.US_ASCII));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final URI registry;

  /// Uses a registry.
  ///
  /// @param registry its Confluent-compatible API, such as `http://localhost:8081/apis/ccompat/v7`
  public ConfluentSchemaIds(URI registry) {
    this.registry = registry;
  }

  @Override
  public int of(String subject, String schema) {
    var request =
        HttpRequest.newBuilder(versions(subject))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", NOBODY)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(BodyPublishers.ofString(body(schema).toString()))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException("registry answers %d".formatted(response.statusCode()));
      }
      return id(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("no schema id for " + subject, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException("no schema id for " + subject, new InterruptedIOException());
    }
  }

  private URI versions(String subject) {
    String name = URLEncoder.encode(subject, StandardCharsets.UTF_8);
    return URI.create(registry + "/subjects/" + name + "/versions?normalize=False");
  }

  private static ObjectNode body(String schema) {
    var body = JSON.createObjectNode().put("schema", schema).put("schemaType", "AVRO");
    body.putArray("references");
    return body;
  }

  private static int id(byte[] answer) throws IOException {
    var id = JSON.readTree(answer).path("id");
    if (!id.isInt()) {
      throw new IOException("registry answers no id");
    }
    return id.intValue();
  }
}
