package org.rollbook.model.avro;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that the test moves.
final class MutableTime implements InstantSource {

  private Instant now = Instant.parse("2026-11-29T20:00:00Z");

  void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
