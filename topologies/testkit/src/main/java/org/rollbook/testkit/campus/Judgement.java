package org.rollbook.testkit.campus;

/// What the [Truth] says of an answer.
public sealed interface Judgement {

  /// The answer is one that a right view could have given at its as-of.
  record Agrees() implements Judgement {}

  /// No right view could have given this answer at its as-of.
  record Disagrees(String why) implements Judgement {}

  /// More than one answer would be right just now, and this kind is only judged exactly.
  record NotJudged(String why) implements Judgement {}
}
