package org.rollbook.testkit.campus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Schemas as the producer registers them: made from its attrs classes
/// (`openedx_events/learning/data.py`) when it first sends an event, as text with sorted keys.
final class SchemaText {

  private static final String DOC =
      "Avro Event Format for CloudEvents created with openedx_events/schema";

  private SchemaText() {}

  /// The schema of a key, which is a field of the value including its name.
  static String key(String field) {
    return PythonText.json(field(field, "string"));
  }

  /// The schema of a value with one field. Some event types differ by the namespace only.
  static String event(LmsEventType type, String field, Map<String, @Nullable Object> data) {
    var event = record("CloudEvent", field(field, data));
    event.put("namespace", type.wireName());
    event.put("doc", DOC);
    return PythonText.json(event);
  }

  static Map<String, @Nullable Object> user() {
    var pii =
        record(
            "UserPersonalData",
            field("username", "string"),
            field("email", "string"),
            field("name", "string"));
    return record(
        "UserData", field("id", "long"), field("is_active", "boolean"), field("pii", pii));
  }

  static Map<String, @Nullable Object> course() {
    return record(
        "CourseData",
        field("course_key", "string"),
        field("display_name", "string"),
        nullable("start", "string"),
        nullable("end", "string"));
  }

  static Map<String, @Nullable Object> record(String name, Object... fields) {
    var record = new HashMap<String, @Nullable Object>();
    record.put("name", name);
    record.put("type", "record");
    record.put("fields", List.of(fields));
    return record;
  }

  static Map<String, @Nullable Object> field(String name, Object type) {
    var field = new HashMap<String, @Nullable Object>();
    field.put("name", name);
    field.put("type", type);
    return field;
  }

  /// Only an attribute with `default=None` becomes a union with null.
  static Map<String, @Nullable Object> nullable(String name, String type) {
    var field = field(name, List.of("null", type));
    field.put("default", null);
    return field;
  }
}
