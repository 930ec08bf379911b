package org.rollbook.runtime.serve.question;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.serve.problem.InvalidParameterException;

/// Reads the keys of a lookup, and reports which of them is wrong and how.
///
/// It reads key by key while the body arrives, and no more keys than allowed: a body of 4 MiB that
/// was first read as a whole would take a hundred times as much memory.
@Singleton
public final class LookupKeys {

  /// How many keys one lookup may have.
  public static final int MOST = 1000;

  /// Longer text is never a valid key.
  private static final int LONGEST_TEXT = 64 << 10;

  /// The memory of a key besides its text.
  private static final int KEY_BYTES = 128;

  private static final JsonNode NESTED = JsonNode.createArrayNode(List.of());

  /// Field names are the caller's choice, and Jackson caches them by default.
  private final JsonFactory json =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .build();

  LookupKeys() {}

  /// Reads a body such as `{"keys": [...]}`. All else in it is skipped.
  ///
  /// @param list the name of the list
  /// @param fields of each key, if keys are objects; others are skipped
  /// @throws InvalidParameterException naming what is wrong, such as `keys[3].course_key`
  /// @throws BodyMemory.OverloadedException if all lookups together take as much as they may
  public <K> List<K> read(
      BoundedBody body, String list, Set<String> fields, Function<Field, K> key) {
    try (JsonParser parser = json.createParser(body.stream())) {
      return keys(parser, list, fields, body.memory(), key);
    } catch (JsonProcessingException notJson) {
      throw new InvalidParameterException(
          "body", "must be JSON: " + notJson.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException cutOff) {
      throw BoundedBody.unreadable(cutOff);
    }
  }

  private static <K> List<K> keys(
      JsonParser parser,
      String list,
      Set<String> fields,
      BodyMemory.Share memory,
      Function<Field, K> key)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidParameterException("body", "must be an object");
    }
    Optional<List<K>> keys = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isList = parser.currentName().equals(list);
      JsonToken value = parser.nextToken();
      if (!isList) {
        parser.skipChildren();
      } else if (value != JsonToken.START_ARRAY || keys.isPresent()) {
        throw new InvalidParameterException(list, "must be a list, given once");
      } else {
        keys = Optional.of(elements(parser, list, fields, memory, key));
      }
    }
    return keys.orElseThrow(() -> new InvalidParameterException(list, "must be a list"));
  }

  private static <K> List<K> elements(
      JsonParser parser,
      String list,
      Set<String> fields,
      BodyMemory.Share memory,
      Function<Field, K> key)
      throws IOException {
    List<K> keys = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (keys.size() == MOST) {
        throw new InvalidParameterException(
            list, "must have at most " + MOST + " keys, has " + (MOST + 1) + " or more");
      }
      JsonNode element = element(parser, fields);
      memory.take(KEY_BYTES + 2 * lengthOf(element));
      keys.add(key.apply(new Field(list + "[" + keys.size() + "]", element)));
    }
    return keys;
  }

  private static JsonNode element(JsonParser parser, Set<String> fields) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return scalar(parser);
    }
    Map<String, JsonNode> values = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (fields.contains(name)) {
        values.put(name, scalar(parser));
      } else {
        parser.skipChildren();
      }
    }
    return JsonNode.createObjectNode(values);
  }

  /// A value that is not a scalar is never valid, whatever is in it.
  private static JsonNode scalar(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || token.isStructStart()) {
      parser.skipChildren();
      return NESTED;
    }
    return switch (token) {
      case VALUE_STRING -> JsonNode.createStringNode(parser.getText());
      case VALUE_NUMBER_INT -> JsonNode.createNumberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> JsonNode.createNumberNode(parser.getDecimalValue());
      case VALUE_TRUE -> JsonNode.createBooleanNode(true);
      case VALUE_FALSE -> JsonNode.createBooleanNode(false);
      case VALUE_NULL -> JsonNode.nullNode();
      case START_OBJECT,
          END_OBJECT,
          START_ARRAY,
          END_ARRAY,
          FIELD_NAME,
          VALUE_EMBEDDED_OBJECT,
          NOT_AVAILABLE ->
          throw new IllegalStateException("no value: " + token);
    };
  }

  private static int lengthOf(JsonNode element) {
    int length = 0;
    if (element.isString()) {
      length = element.getStringValue().length();
    } else if (element.isObject()) {
      for (JsonNode value : element.values()) {
        length += lengthOf(value);
      }
    }
    return length;
  }

  /// A part of the body, with its name.
  public record Field(String name, @Nullable JsonNode value) {

    /// The learner in a field of this object.
    public LearnerId learner(String field) {
      return new Field(name + "." + field, in(field)).learner();
    }

    /// The course in a field of this object.
    public CourseKey course(String field) {
      return new Field(name + "." + field, in(field)).course();
    }

    /// The course whose key this is.
    public CourseKey course() {
      if (value == null || !value.isString()) {
        throw new InvalidParameterException(name, "must be a string");
      }
      return valid(CourseKey::parse, value.getStringValue());
    }

    private LearnerId learner() {
      if (value == null || !value.isNumber()) {
        throw new InvalidParameterException(name, "must be a whole number");
      }
      // A number that is not whole is printed as such, and refused.
      return valid(LearnerId::parse, value.getNumberValue().toString());
    }

    private <T> T valid(Function<String, T> parse, String text) {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException wrong) {
        throw new InvalidParameterException(name, String.valueOf(wrong.getMessage()));
      }
    }

    private @Nullable JsonNode in(String field) {
      if (value == null || !value.isObject()) {
        throw new InvalidParameterException(name, "must be an object");
      }
      return value.get(field);
    }
  }
}
