package org.rollbook.model.avro;

/// What came of registering a schema.
public sealed interface Registration {

  record Registered(int id) implements Registration {}

  /// The registry does not want this schema under this subject: asking again will not help.
  record Refused(String why) implements Registration {}

  /// The registry answered something else, or nothing, or cannot be trusted: ask again later.
  record Unreachable(String why) implements Registration {}
}
