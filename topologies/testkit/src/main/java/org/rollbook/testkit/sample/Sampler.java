package org.rollbook.testkit.sample;

import static org.rollbook.testkit.sample.Judging.outcome;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.Truth;

/// Asks the enrollments topology and holds the answer against the truth at its as-of. Any thread.
public final class Sampler implements ViewSampler {

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

  @Override
  public Outcome ask(Question question) {
    return switch (question) {
      case Question.OneRow(var key) ->
          outcome(api.enrollment(key), (asOf, row) -> truth.judge(key, asOf, row));
      case Question.RowsOfLearner(var learner) ->
          outcome(
              api.enrollments(learner),
              (asOf, rows) -> truth.judgeEnrollments(learner, asOf, rows));
      case Question.RowsOfCourse(var course) ->
          outcome(api.roster(course), (asOf, rows) -> truth.judgeRoster(course, asOf, rows));
      case Question.FiguresOf(var course) -> askForCounts(course);
    };
  }

  @Override
  public List<Outcome> lookUp(List<EnrollmentKey> keys) {
    return Judging.outcomes(keys, api.enrollments(keys), truth::judge);
  }

  @Override
  public Outcome readBack(EnrollmentKey key, EventStamp written) {
    return outcome(api.enrollment(key), (asOf, row) -> truth.judgeWritten(key, written, asOf, row));
  }

  private Outcome askForCounts(CourseKey course) {
    Reply<Optional<CourseCounts>> reply = api.counts(course);
    if (reply instanceof Reply.Answered<Optional<CourseCounts>>(var counts, _)) {
      counts.ifPresent(listener);
    }
    return outcome(reply, (asOf, counts) -> truth.judgeCounts(course, asOf, counts));
  }
}
