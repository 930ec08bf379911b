package org.rollbook.testkit.sample;

import java.time.Instant;

/// What came back for a question.
public sealed interface Reply<T> {

  /// An answer, absence included, and since when it may be outdated.
  record Answered<T>(T value, Instant asOf) implements Reply<T> {}

  /// The view said that it cannot answer now (503).
  record Refused<T>(String problem) implements Reply<T> {}

  /// Nothing that a client could make use of.
  record Failed<T>(String why) implements Reply<T> {}
}
