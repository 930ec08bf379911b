package org.rollbook.runtime.node.health;

/// The health of this instance, determined at each probe.
public interface Health {

  /// Whether it lives.
  Liveness liveness();

  /// Whether it can answer, and what it waits for.
  Readiness readiness();
}
