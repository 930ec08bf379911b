package org.rollbook.model;

/// The event type in a stamp: one that this release reads, or any other text, since a later release
/// may have written the stamp.
public sealed interface StampType permits EventType, OpaqueType {

  /// The type that a text names.
  static StampType of(String wireName) {
    return EventType.ofWireName(wireName)
        .<StampType>map(read -> read)
        .orElseGet(() -> new OpaqueType(wireName));
  }

  /// The type as the `ce_type` header spells it.
  String wireName();

  /// The rank that decides which of two events of one row with the same time is the later.
  default Precedence precedence() {
    return Precedence.of(wireName());
  }
}
