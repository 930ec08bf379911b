package org.rollbook.model.topic;

import org.apache.avro.Schema;
import org.rollbook.model.EventType;

/// What is read of the events of one type.
///
/// @param schema the narrow reader schema: what is not in it is skipped undecoded
public record EventContract(EventType type, Schema schema) {

  public EventContract(String type, Schema schema) {
    this(new EventType(type), schema);
  }
}
