package org.rollbook.runtime.health;

/// How this instance fares, asked at each probe.
public interface Health {

  /// Whether it lives.
  Liveness liveness();

  /// Whether it can answer, and what it waits for.
  Readiness readiness();
}
