package org.rollbook.testkit.campus;

/// What the [Truth] says of an answer.
public sealed interface Judgement {

  /// The answer is one that a right view could have given at its as-of.
  record Agrees() implements Judgement {}

  /// No right view could have given this answer at its as-of.
  record Disagrees(Fault fault, String why) implements Judgement {}

  /// More than one answer would be right just now, and this kind is only judged exactly.
  record NotJudged(String why) implements Judgement {}

  /// In which way an answer is wrong.
  enum Fault {
    /// "There is none", where the bus held an event about it before the as-of.
    FALSE_ABSENCE,

    /// A list without a row that belongs there, or not all of the answers that were asked for.
    PARTIAL_LIST,

    /// The answer of one who has not heard the event that the caller has written.
    LOST_WRITE,

    /// Anything else that the events do not say.
    WRONG_ROW
  }
}
