package org.rollbook.model.openedx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds schemas as the producer makes them from its attrs classes (`openedx_events/*/data.py`),
/// as text with sorted keys.
final class AttrsSchema {

  private static final String DOC =
      "Avro Event Format for CloudEvents created with openedx_events/schema";

  private AttrsSchema() {}

  /// The schema of a key, which is a field of the value including its name.
  static String key(String field) {
    return PythonJson.sorted(field(field, "string"));
  }

  /// The schema of a value with one field. Some event types differ by the namespace only.
  static String event(String type, String field, Map<String, @Nullable Object> data) {
    var event = record("CloudEvent", field(field, data));
    event.put("namespace", type);
    event.put("doc", DOC);
    return PythonJson.sorted(event);
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
