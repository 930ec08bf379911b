package org.rollbook.testkit.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/// What refusals are counted under.
public final class Refusal {

  /// Nothing came back in time, or nobody could be asked.
  public static final String NO_ANSWER = "no-answer";

  /// Of one key in an answer to many, which says no more than that.
  private static final String KEY_OF_A_LOOKUP = "key-of-a-lookup";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusal() {}

  /// The name of a problem: `not-ready` of `http://.../problems/not-ready`.
  public static String reasonOf(String problem) {
    String type = textOf(problem, "type");
    return type.isEmpty() ? KEY_OF_A_LOOKUP : type.substring(type.lastIndexOf('/') + 1);
  }

  /// The same, with how old the answer could have been: `stale within 10 s`.
  public static String reasonOf(String problem, Duration bound) {
    return "%s within %d s".formatted(reasonOf(problem), bound.toSeconds());
  }

  /// What a problem says besides its name.
  public static String detailOf(String problem) {
    return textOf(problem, "detail");
  }

  /// An answer that is no problem of ours.
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
