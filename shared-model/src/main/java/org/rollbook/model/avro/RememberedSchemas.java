package org.rollbook.model.avro;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// A memory of schemas that ends with the process. Bounded: an id beyond the bound replaces the
/// smallest id, which is asked for again when it is needed. Safe for many threads.
public final class RememberedSchemas implements SchemaMemory {

  /// The bound. Open edX has some dozens of events, each with a few versions.
  public static final int MOST = 1_000;

  private final ConcurrentSkipListMap<Integer, Schema> byId = new ConcurrentSkipListMap<>();

  @Override
  public void catchUp() {
    // No other process writes here.
  }

  @Override
  public Optional<Schema> get(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Stream<Integer> ids() {
    return byId.descendingKeySet().stream();
  }

  @Override
  public Optional<Integer> idOf(Schema schema) {
    String text = schema.toString();
    return byId.entrySet().stream()
        .filter(known -> known.getValue().toString().equals(text))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public void put(int id, Schema schema) {
    byId.put(id, schema);
    if (byId.size() > MOST) {
      byId.pollFirstEntry();
    }
  }

  /// Adds the schema of an id from its stored text; a text that is not a schema is ignored.
  public void put(int id, String text) {
    if (ForeignSchema.parse(text) instanceof SchemaLookup.Known(var schema)) {
      put(id, schema);
    }
  }
}
