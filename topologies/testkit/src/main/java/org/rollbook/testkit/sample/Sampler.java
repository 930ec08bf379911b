package org.rollbook.testkit.sample;

import static org.rollbook.testkit.sample.Judging.outcome;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.ViewTruth;

/// Asks a topology and holds the answer against the truth at its as-of. Any thread.
public final class Sampler<R, F> {

  private final ViewApi<R, F> api;
  private final ViewTruth<?, R, F> truth;
  private final Consumer<F> listener;

  /// @param listener hears of all figures that were answered, right or wrong
  public Sampler(ViewApi<R, F> api, ViewTruth<?, R, F> truth, Consumer<F> listener) {
    this.api = api;
    this.truth = truth;
    this.listener = listener;
  }

  public Outcome ask(Question question) {
    return switch (question) {
      case Question.OneRow(var key) ->
          outcome(api.row(key), (asOf, row) -> truth.judge(key, asOf, row));
      case Question.RowsOfLearner(var learner) ->
          outcome(api.rowsOf(learner), (asOf, rows) -> truth.judgeRowsOf(learner, asOf, rows));
      case Question.RowsOfCourse(var course) ->
          outcome(api.rowsOf(course), (asOf, rows) -> truth.judgeRowsOf(course, asOf, rows));
      case Question.FiguresOf(var course) -> askForFigures(course);
    };
  }

  /// Asks for many rows at once.
  ///
  /// @return what became of each key, in the order asked
  public List<Outcome> lookUp(List<EnrollmentKey> keys) {
    return Judging.outcomes(keys, api.rows(keys), truth::judge);
  }

  /// Asks for a row that must tell of an event that was published about it.
  public Outcome readBack(EnrollmentKey key, EventStamp written) {
    return outcome(api.row(key), (asOf, row) -> truth.judgeWritten(key, written, asOf, row));
  }

  private Outcome askForFigures(CourseKey course) {
    Reply<Optional<F>> reply = api.figures(course);
    if (reply instanceof Reply.Answered<Optional<F>>(var figures, _)) {
      figures.ifPresent(listener);
    }
    return outcome(reply, (asOf, figures) -> truth.judgeFigures(course, asOf, figures));
  }
}
