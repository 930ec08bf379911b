package org.rollbook.testkit.sample;

import java.time.Instant;
import java.util.function.BiFunction;
import org.rollbook.testkit.campus.Judgement;
import org.rollbook.testkit.campus.Judgement.Agrees;
import org.rollbook.testkit.campus.Judgement.Disagrees;
import org.rollbook.testkit.campus.Judgement.NotJudged;

/// Makes an outcome of a reply.
final class Judging {

  private Judging() {}

  /// @param judge says of an answer at its as-of whether it is right
  static <T> Outcome outcome(Reply<T> reply, BiFunction<Instant, T, Judgement> judge) {
    return switch (reply) {
      case Reply.Answered<T>(var value, var asOf) ->
          switch (judge.apply(asOf, value)) {
            case Agrees() -> new Outcome.Agreed(asOf);
            case Disagrees(var why) -> new Outcome.Disagreed(asOf, why);
            case NotJudged _ -> new Outcome.Undecided(asOf);
          };
      case Reply.Refused<T>(var problem) -> new Outcome.Refused(problem);
      case Reply.Failed<T>(var why) -> new Outcome.Failed(why);
    };
  }
}
