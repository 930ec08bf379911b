package org.rollbook.testkit.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.rollbook.testkit.TimeLimit;

/// The few requests with which a test configures a registry.
final class RegistrySetup {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;

  RegistrySetup(int port) {
    root = URI.create("http://127.0.0.1:" + port);
  }

  /// The Confluent-compatible API, for clients.
  URI confluent() {
    return root.resolve("/apis/ccompat/v7");
  }

  /// Answers 200 when the registry can be used.
  URI readiness() {
    return root.resolve("/apis/ccompat/v7/subjects");
  }

  /// Accepts new schemas only if readers with the old one can read their messages: Open edX
  /// requires this of a registry (its ADR 0006), and Apicurio does not by default.
  void demandForwardCompatibility() {
    send(json("/config").PUT(body(Map.of("compatibility", "FORWARD"))).build());
  }

  /// Registers a schema and returns its id.
  int register(String subject, String schema) {
    String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
    String answer = send(json(path).POST(body(Map.of("schema", schema))).build());
    try {
      return JSON.readTree(answer).required("id").intValue();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Imports schemas with their ids.
  ///
  /// @throws IllegalStateException if the registry does not serve one of the ids afterwards,
  ///   because it has the text under another id
  void take(Collection<SchemaWithId> schemas) {
    URI address = root.resolve("/apis/registry/v3/admin/import?requireEmptyRegistry=false");
    send(
        HttpRequest.newBuilder(address)
            .timeout(TimeLimit.AMPLE)
            .header("Content-Type", "application/zip")
            .header("X-Registry-Preserve-ContentId", "true")
            .header("X-Registry-Preserve-GlobalId", "false")
            .POST(BodyPublishers.ofByteArray(SchemaImport.of(schemas)))
            .build());
    schemas.stream().map(SchemaWithId::id).distinct().forEach(this::demand);
  }

  /// The import silently skips a text that exists under another id already.
  private void demand(int id) {
    send(json("/schemas/ids/" + id).GET().build());
  }

  private HttpRequest.Builder json(String path) {
    return HttpRequest.newBuilder(URI.create(confluent() + path))
        .timeout(TimeLimit.AMPLE)
        .header("Content-Type", "application/vnd.schemaregistry.v1+json");
  }

  private static HttpRequest.BodyPublisher body(Map<String, String> value) {
    try {
      return BodyPublishers.ofString(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "registry answered " + answer.statusCode() + " to " + request + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
