package org.rollbook.model;

/// The type of an event. Two types are equal if their texts are. It may be one that this release
/// does not read: journals and stores hold types that other releases wrote.
///
/// @param wireName as the `ce_type` header spells it
public record EventType(String wireName) {

  /// The rank that decides which of two events of one row with the same time is the later.
  public Precedence precedence() {
    return Precedence.of(wireName);
  }
}
