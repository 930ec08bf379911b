package org.rollbook.model.avro;

import org.apache.avro.Schema;

/// The result of looking up a schema id.
public sealed interface SchemaLookup {

  /// An answer of the registry itself, or its failure to answer.
  sealed interface Answer extends SchemaLookup {}

  /// The schema of that id; it never changes.
  record Known(Schema schema) implements Answer {}

  /// The registry answers, has lost no ids, and has no such id. It may have it soon: a producer's
  /// registration can be slower than its message.
  record Unknown() implements Answer {}

  /// The registry has the id, but its text is not an Avro schema that we can use.
  record Unreadable(String why) implements Answer {}

  /// The registry answers for other ids, but not for this one: it fails on it, or its answer is
  /// larger than any schema of Open edX. It may answer later; other ids need not wait for that.
  record Unanswered(String why) implements SchemaLookup {}

  /// The registry has no such id, and an operator declared the id lost for good.
  record GivenUp() implements SchemaLookup {}

  /// The schema cannot be determined now: wait, and ask again.
  sealed interface Withheld extends SchemaLookup {

    String why();
  }

  /// The registry gives no usable answer, or the site's remembered schemas cannot be read.
  record Unreachable(String why) implements Withheld, Answer {}

  /// The registry lost an id that it once gave us, or gave it to another schema: no answer of it
  /// can be trusted until it is restored.
  record Forgotten(String why) implements Withheld {}
}
