package org.rollbook.testkit.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// The response of a server.
public record Reply(int status, HttpHeaders headers, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// The first value of a header, or null.
  public @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  /// The body as JSON.
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException notJson) {
      throw new AssertionError("not JSON: " + body, notJson);
    }
  }

  /// A field of the body as text; `a/b/0` for a nested one.
  public String text(String pointer) {
    return json().at("/" + pointer).asText();
  }
}
