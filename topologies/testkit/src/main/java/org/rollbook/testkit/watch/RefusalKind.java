package org.rollbook.testkit.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/// The kinds under which refusals are counted.
public final class RefusalKind {

  /// No answer came in time, or no instance could be asked.
  public static final String NO_ANSWER = "no-answer";

  /// A refused key in the answer of a lookup, which has no further reason.
  private static final String KEY_OF_A_LOOKUP = "key-of-a-lookup";

  private static final ObjectMapper JSON = new ObjectMapper();

  private RefusalKind() {}

  /// The name of a problem: `not-ready` of `http://.../problems/not-ready`.
  public static String reasonOf(String problem) {
    String type = textOf(problem, "type");
    return type.isEmpty() ? KEY_OF_A_LOOKUP : type.substring(type.lastIndexOf('/') + 1);
  }

  /// The same, with the age that the answer was allowed to have: `stale within 10 s`.
  public static String reasonOf(String problem, Duration bound) {
    return "%s within %d s".formatted(reasonOf(problem), bound.toSeconds());
  }

  /// The detail of a problem.
  public static String detailOf(String problem) {
    return textOf(problem, "detail");
  }

  /// A response that is no problem of ours.
  public static String ofStatus(int status) {
    return "status-" + status;
  }

  private static String textOf(String problem, String field) {
    try {
      JsonNode body = JSON.readTree(problem);
      return body.path(field).asText();
    } catch (JsonProcessingException noProblem) {
      return "";
    }
  }
}
