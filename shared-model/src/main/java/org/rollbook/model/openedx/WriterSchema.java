package org.rollbook.model.openedx;

import java.util.List;
import org.apache.avro.Schema;
import org.rollbook.model.EventType;

/// How Open edX's producer writes the events of one type.
///
/// @param text the schema of the value, spelled as the producer registers it
/// @param keyField where the key is in the value by default: names of fields, from the outermost.
///   The LMS's own settings have it (`EVENT_BUS_PRODUCER_CONFIG`), or else the signal's annotation
public record WriterSchema(EventType type, String text, List<String> keyField) {

  public WriterSchema {
    keyField = List.copyOf(keyField);
  }

  WriterSchema(String type, String text, String keyField) {
    this(new EventType(type), text, List.of(keyField.split("\\.")));
  }

  /// The schema, parsed. It does not have the producer's spelling any more.
  public Schema schema() {
    return new Schema.Parser().parse(text);
  }

  /// The schema of the key, spelled as the producer registers it: a field of the value, including
  /// its name.
  public String keyText() {
    return keyText(keyField);
  }

  /// The same of a key that a site has configured.
  public static String keyText(List<String> keyField) {
    return AttrsSchema.key(keyField.getLast());
  }

  /// The registry's subject of the values of a topic (`topic_record_subject_name_strategy`).
  ///
  /// @param topic with the site's prefix
  public String valueSubject(String topic) {
    return topic + "-" + type.wireName() + ".CloudEvent";
  }

  /// The registry's subject of all of a topic's keys, whatever field of the value they are.
  ///
  /// @param topic with the site's prefix
  public static String keySubject(String topic) {
    return topic + "-string";
  }
}
