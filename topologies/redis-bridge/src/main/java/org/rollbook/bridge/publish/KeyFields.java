package org.rollbook.bridge.publish;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.rollbook.model.EventType;
import org.rollbook.model.openedx.WriterSchema;

/// Where the keys of events are in their values, as the site's `EVENT_BUS_PRODUCER_CONFIG` states
/// it in `event_key_field`.
///
/// @param configured what differs from the LMS's own settings
public record KeyFields(Map<EventType, List<String>> configured) {

  public KeyFields {
    configured = Map.copyOf(configured);
  }

  List<String> of(WriterSchema writer) {
    return configured.getOrDefault(writer.type(), writer.keyField());
  }

  /// Whether a path leads to a text in the events of a type.
  public static boolean isText(WriterSchema writer, List<String> path) {
    Schema schema = writer.schema();
    for (String name : path) {
      Schema.Field field = schema.getType() == Schema.Type.RECORD ? schema.getField(name) : null;
      if (field == null) {
        return false;
      }
      schema = field.schema();
    }
    return schema.getType() == Schema.Type.STRING;
  }
}
