package org.rollbook.testkit.sample;

import java.time.Instant;
import org.rollbook.testkit.campus.Judgement.Fault;

/// What became of one sample.
public sealed interface Outcome {

  /// The answer is one that a right view could have given at its as-of.
  record Agreed(Instant asOf) implements Outcome {}

  /// The answer is wrong.
  record Disagreed(Instant asOf, Fault fault, String why) implements Outcome {}

  /// There was an answer, but just then more than one would have been right.
  record Undecided(Instant asOf) implements Outcome {}

  /// The view said that it cannot answer now, which is honest.
  record Refused(String problem) implements Outcome {}

  /// There was no answer that a client could make use of.
  record Failed(String why) implements Outcome {}
}
