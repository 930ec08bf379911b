package org.rollbook.testkit.campus;

/// The source of the number that the producer writes before the bytes of a key or value.
///
/// The text is registered unchanged: a registry gives a different id to the same schema in another
/// spelling, and Java's Avro would drop the `name` of a key schema.
@FunctionalInterface
public interface SchemaIds {

  /// The id of a schema under a subject, registered if need be.
  ///
  /// @throws java.io.UncheckedIOException if no id is available; the real producer then loses the
  ///   event
  int of(String subject, String schema);
}
