package org.rollbook.testkit.campus;

/// The judgement of the [Truth] on an answer.
public sealed interface TruthJudgement {

  /// A right view could have given this answer at its as-of.
  record Agrees() implements TruthJudgement {}

  /// No right view could have given this answer at its as-of.
  record Disagrees(Fault fault, String why) implements TruthJudgement {}

  /// More than one answer would be right at this moment, and this kind is judged only if one is.
  record NotJudged(String why) implements TruthJudgement {}

  /// In which way an answer is wrong.
  enum Fault {
    /// "There is none", although the bus had an event about it before the as-of.
    FALSE_ABSENCE,

    /// A list without a row that belongs there, or not all of the requested answers.
    PARTIAL_LIST,

    /// The answer of a view that has not received the event that the caller has written.
    LOST_WRITE,

    /// Anything else that does not follow from the events.
    WRONG_ROW
  }
}
