package org.rollbook.model.avro;

import org.apache.avro.Schema;

/// What a registry has to say about a schema id.
public sealed interface SchemaLookup {

  /// The schema of that id, for ever.
  record Known(Schema schema) implements SchemaLookup {}

  /// The registry answers, still has what it once had, and has no such id. It may have it soon: a
  /// producer's registration can be slower than its message.
  record Unknown() implements SchemaLookup {}

  /// The registry has the id, and what it holds is no Avro schema that we can work with.
  record Unreadable(String why) implements SchemaLookup {}

  /// There is no telling now: wait, and ask again.
  sealed interface Withheld extends SchemaLookup {

    String why();
  }

  /// The registry answered something else, or nothing.
  record Unreachable(String why) implements Withheld {}

  /// The registry lost an id that it once gave us, or gave it away again: no answer of it can be
  /// trusted until it is restored.
  record Forgotten(String why) implements Withheld {}
}
