package org.rollbook.runtime.ingest;

import org.rollbook.model.Stamped;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.event.Rejection;
import org.rollbook.runtime.watermark.CompletedPass;

/// Where one message goes.
///
/// @param <E> the payload of events
sealed interface Routing<E> {

  /// No reader here wants events of this type, or this event.
  record Skipped<E>(String type) implements Routing<E> {}

  /// For the journals.
  record Understood<E>(Stamped<E> event) implements Routing<E> {}

  /// A whole comparison of the LMS's table with our views, for the journals.
  record Compared<E>(CompletedPass pass) implements Routing<E> {}

  /// For the dead letters.
  record Rejected<E>(Rejection rejection) implements Routing<E> {}

  /// The registry does not know the schema, or fails over it; it may know it soon.
  record SchemaUnknown<E>(int schemaId) implements Routing<E> {}

  /// The registry is unreachable, or cannot be trusted: no message may be routed now.
  record Undecided<E>(int schemaId, SchemaLookup.Withheld answer) implements Routing<E> {}
}
