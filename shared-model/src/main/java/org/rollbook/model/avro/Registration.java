package org.rollbook.model.avro;

/// The result of registering a schema.
public sealed interface Registration {

  record Registered(int id) implements Registration {}

  /// The registry refuses this schema under this subject: asking again will not help.
  record Refused(String why) implements Registration {}

  /// The registry gave no answer or an unusable one, or cannot be trusted: ask again later.
  record Unreachable(String why) implements Registration {}
}
