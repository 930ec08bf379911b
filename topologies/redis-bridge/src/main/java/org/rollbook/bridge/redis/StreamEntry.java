package org.rollbook.bridge.redis;

import java.util.List;
import org.rollbook.model.bridge.EntryId;

/// One entry of a stream, its fields in their order. A field may occur twice.
public record StreamEntry(EntryId id, List<Field> fields) {

  public StreamEntry {
    fields = List.copyOf(fields);
  }

  /// One field.
  ///
  /// @param value must not be changed
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Field(String name, byte[] value) {}

  /// How many bytes its values have.
  public long size() {
    return fields.stream().mapToLong(field -> field.value().length).sum();
  }
}
