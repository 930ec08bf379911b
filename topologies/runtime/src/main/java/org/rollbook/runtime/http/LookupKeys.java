package org.rollbook.runtime.http;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

/// Reads the keys that a lookup asks for, and says which of them is wrong and how.
@Singleton
public final class LookupKeys {

  /// How many keys one lookup may have.
  public static final int MOST = 1000;

  private final JsonMapper json;

  LookupKeys(JsonMapper json) {
    this.json = json;
  }

  /// Reads a body such as `{"keys": [...]}`. What else it has is passed over.
  ///
  /// @param list the name of the list
  /// @throws InvalidParameterException naming what is wrong, such as `keys[3].course_key`
  public <K> List<K> read(String body, String list, Function<Field, K> key) {
    JsonNode keys = new Field("body", parsed(body)).in(list);
    if (keys == null || !keys.isArray()) {
      throw new InvalidParameterException(list, "must be a list");
    }
    if (keys.size() > MOST) {
      throw new InvalidParameterException(
          list, "must have at most " + MOST + " keys, has " + keys.size());
    }
    return IntStream.range(0, keys.size())
        .mapToObj(at -> key.apply(new Field(list + "[" + at + "]", keys.get(at))))
        .toList();
  }

  private @Nullable JsonNode parsed(String body) {
    try {
      return json.readValue(body, Argument.of(JsonNode.class));
    } catch (IOException notJson) {
      throw new InvalidParameterException("body", "must be JSON");
    }
  }

  /// A part of the body, with its name in it.
  public record Field(String name, @Nullable JsonNode value) {

    /// The learner in a field of this object.
    public LearnerId learner(String field) {
      return new Field(name + "." + field, in(field)).learner();
    }

    /// The course in a field of this object.
    public CourseKey course(String field) {
      return new Field(name + "." + field, in(field)).course();
    }

    /// The course that this is the key of.
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
      // What is not whole prints so, and is refused.
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
