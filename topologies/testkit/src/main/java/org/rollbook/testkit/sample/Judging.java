package org.rollbook.testkit.sample;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.Judgement;
import org.rollbook.testkit.campus.Judgement.Agrees;
import org.rollbook.testkit.campus.Judgement.Disagrees;
import org.rollbook.testkit.campus.Judgement.Fault;
import org.rollbook.testkit.campus.Judgement.NotJudged;

/// Makes an outcome of a reply.
final class Judging {

  private Judging() {}

  /// Says of one row whether it is right.
  @FunctionalInterface
  interface RowJudge<T> {

    Judgement judge(EnrollmentKey key, Instant asOf, Optional<T> observed);
  }

  /// @param judge says of an answer at its as-of whether it is right
  static <T> Outcome outcome(Reply<T> reply, BiFunction<Instant, T, Judgement> judge) {
    return switch (reply) {
      case Reply.Answered<T>(var value, var asOf) -> outcome(asOf, judge.apply(asOf, value));
      case Reply.Refused<T>(var problem) -> new Outcome.Refused(problem);
      case Reply.Failed<T>(var why) -> new Outcome.Failed(why);
    };
  }

  /// What became of each key that a lookup asked for: as many outcomes as keys, in their order.
  static <T> List<Outcome> outcomes(
      List<EnrollmentKey> asked, Reply<List<Looked<T>>> reply, RowJudge<T> judge) {
    return switch (reply) {
      case Reply.Answered<List<Looked<T>>>(var answers, var asOf) ->
          answers.stream().map(Looked::key).toList().equals(asked)
              ? answers.stream().map(answer -> outcome(asOf, answer, judge)).toList()
              : Collections.nCopies(asked.size(), incomplete(asOf, asked, answers));
      case Reply.Refused<?>(var problem) ->
          Collections.nCopies(asked.size(), new Outcome.Refused(problem));
      case Reply.Failed<?>(var why) -> Collections.nCopies(asked.size(), new Outcome.Failed(why));
    };
  }

  private static <T> Outcome outcome(Instant asOf, Looked<T> answer, RowJudge<T> judge) {
    if (answer.isRefused()) {
      return new Outcome.Refused("a key of a lookup");
    }
    return asOf.equals(Instant.MIN)
        ? new Outcome.Failed(answer.key() + ": answered without an as-of")
        : outcome(asOf, judge.judge(answer.key(), asOf, answer.row()));
  }

  private static Outcome incomplete(
      Instant asOf, List<EnrollmentKey> asked, List<? extends Looked<?>> answers) {
    int same =
        (int)
            IntStream.range(0, Math.min(asked.size(), answers.size()))
                .takeWhile(at -> asked.get(at).equals(answers.get(at).key()))
                .count();
    return new Outcome.Disagreed(
        asOf,
        Fault.PARTIAL_LIST,
        "asked for %d keys, answered %d, the first %d as asked"
            .formatted(asked.size(), answers.size(), same));
  }

  private static Outcome outcome(Instant asOf, Judgement judgement) {
    return switch (judgement) {
      case Agrees() -> new Outcome.Agreed(asOf);
      case Disagrees(var fault, var why) -> new Outcome.Disagreed(asOf, fault, why);
      case NotJudged _ -> new Outcome.Undecided(asOf);
    };
  }
}
