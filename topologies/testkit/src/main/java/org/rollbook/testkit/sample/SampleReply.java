package org.rollbook.testkit.sample;

import java.time.Instant;

/// The reply to a question.
public sealed interface SampleReply<T> {

  /// An answer, possibly that there is no row, and its as-of.
  record Answered<T>(T value, Instant asOf) implements SampleReply<T> {}

  /// The view refused to answer for now (503).
  record Refused<T>(String problem) implements SampleReply<T> {}

  /// No answer that a client could use.
  record Failed<T>(String why) implements SampleReply<T> {}
}
