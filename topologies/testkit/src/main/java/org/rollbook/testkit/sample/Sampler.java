package org.rollbook.testkit.sample;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.Judgement;
import org.rollbook.testkit.campus.Judgement.Agrees;
import org.rollbook.testkit.campus.Judgement.Disagrees;
import org.rollbook.testkit.campus.Judgement.NotJudged;
import org.rollbook.testkit.campus.Truth;

/// Asks the enrollments topology and holds the answer against the truth at its as-of. Any thread.
public final class Sampler {

  private final EnrollmentsApi api;
  private final Truth truth;
  private final Consumer<CourseCounts> listener;

  /// A sampler that somebody listens to.
  ///
  /// @param listener hears of all counts that were answered, right or wrong
  public Sampler(EnrollmentsApi api, Truth truth, Consumer<CourseCounts> listener) {
    this.api = api;
    this.truth = truth;
    this.listener = listener;
  }

  public Outcome ask(Question question) {
    return switch (question) {
      case Question.OneEnrollment(var key) ->
          outcome(api.enrollment(key), (asOf, row) -> truth.judge(key, asOf, row));
      case Question.EnrollmentsOf(var learner) ->
          outcome(
              api.enrollments(learner),
              (asOf, rows) -> truth.judgeEnrollments(learner, asOf, rows));
      case Question.RosterOf(var course) ->
          outcome(api.roster(course), (asOf, rows) -> truth.judgeRoster(course, asOf, rows));
      case Question.CountsOf(var course) -> askForCounts(course);
    };
  }

  private Outcome askForCounts(CourseKey course) {
    Reply<Optional<CourseCounts>> reply = api.counts(course);
    if (reply instanceof Reply.Answered<Optional<CourseCounts>>(var counts, _)) {
      counts.ifPresent(listener);
    }
    return outcome(reply, (asOf, counts) -> truth.judgeCounts(course, asOf, counts));
  }

  private static <T> Outcome outcome(Reply<T> reply, BiFunction<Instant, T, Judgement> judge) {
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
