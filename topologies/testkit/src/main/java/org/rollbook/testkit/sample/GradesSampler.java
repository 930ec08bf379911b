package org.rollbook.testkit.sample;

import static org.rollbook.testkit.sample.Judging.outcome;

import java.util.List;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.GradesTruth;

/// Asks the grades topology and holds the answer against the truth at its as-of. Any thread.
public final class GradesSampler implements ViewSampler {

  private final GradesApi api;
  private final GradesTruth truth;

  public GradesSampler(GradesApi api, GradesTruth truth) {
    this.api = api;
    this.truth = truth;
  }

  @Override
  public Outcome ask(Question question) {
    return switch (question) {
      case Question.OneRow(var key) ->
          outcome(api.grade(key), (asOf, row) -> truth.judge(key, asOf, row));
      case Question.RowsOfLearner(var learner) ->
          outcome(api.grades(learner), (asOf, rows) -> truth.judgeGrades(learner, asOf, rows));
      case Question.RowsOfCourse(var course) ->
          outcome(api.gradebook(course), (asOf, rows) -> truth.judgeGradebook(course, asOf, rows));
      case Question.FiguresOf(var course) ->
          outcome(
              api.distribution(course),
              (asOf, figures) -> truth.judgeDistribution(course, asOf, figures));
    };
  }

  @Override
  public List<Outcome> lookUp(List<EnrollmentKey> keys) {
    return Judging.outcomes(keys, api.grades(keys), truth::judge);
  }

  @Override
  public Outcome readBack(EnrollmentKey key, EventStamp written) {
    return outcome(api.grade(key), (asOf, row) -> truth.judgeWritten(key, written, asOf, row));
  }
}
