package org.rollbook.testkit.campus;

/// Where the producer gets the number that it writes before the bytes of a key or value.
///
/// The text is registered as it is: a registry gives the same schema in another spelling another
/// id, and Java's Avro would drop the `name` of a key schema.
@FunctionalInterface
public interface SchemaIds {

  /// The id of a schema under a subject, registered if need be.
  ///
  /// @throws java.io.UncheckedIOException if there is none to be had; the real producer then loses
  ///   the event
  int of(String subject, String schema);
}
