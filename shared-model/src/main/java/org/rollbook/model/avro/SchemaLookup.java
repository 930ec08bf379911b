package org.rollbook.model.avro;

import org.apache.avro.Schema;

/// What a registry has to say about a schema id.
public sealed interface SchemaLookup {

  /// What the registry itself answers, or fails to.
  sealed interface Answer extends SchemaLookup {}

  /// The schema of that id, for ever.
  record Known(Schema schema) implements Answer {}

  /// The registry answers, still has what it once had, and has no such id. It may have it soon: a
  /// producer's registration can be slower than its message.
  record Unknown() implements Answer {}

  /// The registry has the id, and what it holds is no Avro schema that we can work with.
  record Unreadable(String why) implements Answer {}

  /// The registry answers for other ids, and not for this one: it fails over it, or what it has is
  /// larger than any schema of Open edX. It may do better later; other ids need not wait for that.
  record Unanswered(String why) implements SchemaLookup {}

  /// The registry has no such id, and somebody has said that it never will have it again.
  record GivenUp() implements SchemaLookup {}

  /// There is no telling now: wait, and ask again.
  sealed interface Withheld extends SchemaLookup {

    String why();
  }

  /// The registry answers nothing that can be used, or what it gave before cannot be looked up.
  record Unreachable(String why) implements Withheld, Answer {}

  /// The registry lost an id that it once gave us, or gave it away again: no answer of it can be
  /// trusted until it is restored.
  record Forgotten(String why) implements Withheld {}
}
