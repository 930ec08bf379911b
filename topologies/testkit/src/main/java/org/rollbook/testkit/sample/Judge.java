package org.rollbook.testkit.sample;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.TruthJudgement;
import org.rollbook.testkit.campus.TruthJudgement.Agrees;
import org.rollbook.testkit.campus.TruthJudgement.Disagrees;
import org.rollbook.testkit.campus.TruthJudgement.Fault;
import org.rollbook.testkit.campus.TruthJudgement.NotJudged;

/// Makes an outcome of a reply.
final class Judge {

  private Judge() {}

  /// Judges one row.
  @FunctionalInterface
  interface RowJudge<T> {

    TruthJudgement judge(CampusEnrollmentKey key, Instant asOf, Optional<T> observed);
  }

  /// @param judge judges an answer at its as-of
  static <T> SampleOutcome outcome(
      SampleReply<T> reply, BiFunction<Instant, T, TruthJudgement> judge) {
    return switch (reply) {
      case SampleReply.Answered<T>(var value, var asOf) -> outcome(asOf, judge.apply(asOf, value));
      case SampleReply.Refused<T>(var problem) -> new SampleOutcome.Refused(problem);
      case SampleReply.Failed<T>(var why) -> new SampleOutcome.Failed(why);
    };
  }

  /// The outcome of each key of a lookup: as many outcomes as keys, in their order.
  static <T> List<SampleOutcome> outcomes(
      List<CampusEnrollmentKey> asked, SampleReply<List<LookupItem<T>>> reply, RowJudge<T> judge) {
    return switch (reply) {
      case SampleReply.Answered<List<LookupItem<T>>>(var answers, var asOf) ->
          answers.stream().map(LookupItem::key).toList().equals(asked)
              ? answers.stream().map(answer -> outcome(asOf, answer, judge)).toList()
              : Collections.nCopies(asked.size(), incomplete(asOf, asked, answers));
      case SampleReply.Refused<?>(var problem) ->
          Collections.nCopies(asked.size(), new SampleOutcome.Refused(problem));
      case SampleReply.Failed<?>(var why) ->
          Collections.nCopies(asked.size(), new SampleOutcome.Failed(why));
    };
  }

  private static <T> SampleOutcome outcome(Instant asOf, LookupItem<T> answer, RowJudge<T> judge) {
    if (answer.isRefused()) {
      return new SampleOutcome.Refused("a key of a lookup");
    }
    return asOf.equals(Instant.MIN)
        ? new SampleOutcome.Failed(answer.key() + ": answered without an as-of")
        : outcome(asOf, judge.judge(answer.key(), asOf, answer.row()));
  }

  private static SampleOutcome incomplete(
      Instant asOf, List<CampusEnrollmentKey> asked, List<? extends LookupItem<?>> answers) {
    int same =
        (int)
            IntStream.range(0, Math.min(asked.size(), answers.size()))
                .takeWhile(at -> asked.get(at).equals(answers.get(at).key()))
                .count();
    return new SampleOutcome.Disagreed(
        asOf,
        Fault.PARTIAL_LIST,
        "asked for %d keys, answered %d, the first %d as asked"
            .formatted(asked.size(), answers.size(), same));
  }

  private static SampleOutcome outcome(Instant asOf, TruthJudgement judgement) {
    return switch (judgement) {
      case Agrees() -> new SampleOutcome.Agreed(asOf);
      case Disagrees(var fault, var why) -> new SampleOutcome.Disagreed(asOf, fault, why);
      case NotJudged _ -> new SampleOutcome.Undecided(asOf);
    };
  }
}
