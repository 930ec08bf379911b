package org.rollbook.runtime.ingest;

import org.rollbook.model.Heard;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.event.RejectCause;

/// What is to become of one message.
///
/// @param <E> what events say
sealed interface Verdict<E> {

  /// Nobody here asks for this type.
  record Skipped<E>(String type) implements Verdict<E> {}

  /// For the journals.
  record Understood<E>(Heard<E> heard) implements Verdict<E> {}

  /// For the dead letters.
  record Rejected<E>(RejectCause cause, String detail) implements Verdict<E> {}

  /// The registry does not know the schema, or fails over it; it may know it soon.
  record SchemaUnknown<E>(int schemaId) implements Verdict<E> {}

  /// The registry cannot tell, or cannot be believed: nothing must become of any message now.
  record Undecided<E>(int schemaId, SchemaLookup.Withheld answer) implements Verdict<E> {}
}
