package org.rollbook.benchmark.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// What is read from answers.
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /// A number of a body; 0 if there is none.
  static long whole(String body, String field) {
    return at(body, field).asLong();
  }

  /// A text of a body; empty if there is none.
  public static String text(String body, String field) {
    return at(body, field).asText();
  }

  private static JsonNode at(String body, String field) {
    try {
      return MAPPER.readTree(body).path(field);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + body, e);
    }
  }
}
