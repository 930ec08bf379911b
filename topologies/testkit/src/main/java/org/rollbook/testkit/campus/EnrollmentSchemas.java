package org.rollbook.testkit.campus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.EventType;

/// The schemas of enrollment events as the producer registers them: made from its attrs classes
/// (`openedx_events/learning/data.py`) when it first sends one, as text with sorted keys.
///
/// Only the namespace tells the three event types apart.
final class EnrollmentSchemas {

  /// The field `course_key` of the value, name and all.
  static final String KEY = PythonText.json(Map.of("name", "course_key", "type", "string"));

  private static final String DOC =
      "Avro Event Format for CloudEvents created with openedx_events/schema";

  private EnrollmentSchemas() {}

  static String value(EventType type) {
    var event = record("CloudEvent", field("enrollment", enrollment()));
    event.put("namespace", type.wireName());
    event.put("doc", DOC);
    return PythonText.json(event);
  }

  private static Map<String, @Nullable Object> enrollment() {
    return record(
        "CourseEnrollmentData",
        field("user", user()),
        field("course", course()),
        field("mode", "string"),
        field("is_active", "boolean"),
        field("creation_date", "string"),
        nullable("created_by", "UserData"));
  }

  private static Map<String, @Nullable Object> user() {
    var pii =
        record(
            "UserPersonalData",
            field("username", "string"),
            field("email", "string"),
            field("name", "string"));
    return record(
        "UserData", field("id", "long"), field("is_active", "boolean"), field("pii", pii));
  }

  private static Map<String, @Nullable Object> course() {
    return record(
        "CourseData",
        field("course_key", "string"),
        field("display_name", "string"),
        nullable("start", "string"),
        nullable("end", "string"));
  }

  private static Map<String, @Nullable Object> record(String name, Object... fields) {
    var record = new HashMap<String, @Nullable Object>();
    record.put("name", name);
    record.put("type", "record");
    record.put("fields", List.of(fields));
    return record;
  }

  private static Map<String, @Nullable Object> field(String name, Object type) {
    var field = new HashMap<String, @Nullable Object>();
    field.put("name", name);
    field.put("type", type);
    return field;
  }

  /// An attribute with `default=None`, and only such, becomes a union with null.
  private static Map<String, @Nullable Object> nullable(String name, String type) {
    var field = field(name, List.of("null", type));
    field.put("default", null);
    return field;
  }
}
