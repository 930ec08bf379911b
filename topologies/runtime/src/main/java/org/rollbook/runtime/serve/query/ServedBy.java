package org.rollbook.runtime.serve.query;

/// Whose replica answered.
///
/// @param instance the advertised `host:port`
public record ServedBy(Role role, String instance) {

  /// Whether the replica is the one that is written to, or one kept ready.
  public enum Role {
    ACTIVE,
    STANDBY
  }
}
