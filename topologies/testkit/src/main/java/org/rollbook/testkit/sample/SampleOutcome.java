package org.rollbook.testkit.sample;

import java.time.Instant;
import org.rollbook.testkit.campus.TruthJudgement.Fault;

/// The outcome of one sample.
public sealed interface SampleOutcome {

  /// A right view could have given this answer at its as-of.
  record Agreed(Instant asOf) implements SampleOutcome {}

  /// The answer is wrong.
  record Disagreed(Instant asOf, Fault fault, String why) implements SampleOutcome {}

  /// There was an answer, but more than one would have been right at that moment.
  record Undecided(Instant asOf) implements SampleOutcome {}

  /// The view refused to answer for now, which is honest.
  record Refused(String problem) implements SampleOutcome {}

  /// There was no answer that a client could use.
  record Failed(String why) implements SampleOutcome {}
}
