package org.rollbook.testkit.sample;

import static org.rollbook.testkit.sample.Judge.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.TruthJudgement;
import org.rollbook.testkit.campus.ViewTruth;

/// Asks a topology and compares the answer with the truth at its as-of. Any thread.
public final class Sampler<R, F> {

  private final ViewApi<R, F> api;
  private final ViewTruth<?, R, F> truth;
  private final Consumer<F> listener;

  /// @param listener receives all answered figures, right or wrong
  public Sampler(ViewApi<R, F> api, ViewTruth<?, R, F> truth, Consumer<F> listener) {
    this.api = api;
    this.truth = truth;
    this.listener = listener;
  }

  public SampleOutcome ask(SampleQuestion question) {
    return switch (question) {
      case SampleQuestion.OneRow(var key) ->
          judged(api.row(key), (asOf, row) -> truth.judge(key, asOf, row));
      case SampleQuestion.RowsOfLearner(var learner) ->
          judged(api.rowsOf(learner), (asOf, rows) -> truth.judgeRowsOf(learner, asOf, rows));
      case SampleQuestion.RowsOfCourse(var course) ->
          judged(api.rowsOf(course), (asOf, rows) -> truth.judgeRowsOf(course, asOf, rows));
      case SampleQuestion.FiguresOf(var course) -> askForFigures(course);
    };
  }

  /// Asks for many rows at once.
  ///
  /// @return the outcome of each key, in the requested order
  public List<SampleOutcome> lookUp(List<CampusEnrollmentKey> keys) {
    return Judge.outcomes(
        keys,
        api.rows(keys),
        (key, asOf, row) ->
            this.<Optional<R>>caughtUp((at, found) -> truth.judge(key, at, found))
                .apply(asOf, row));
  }

  /// Asks for a row that must reflect an event that was published about it.
  public SampleOutcome readBack(CampusEnrollmentKey key, EventStamp written) {
    return judged(api.row(key), (asOf, row) -> truth.judgeWritten(key, written, asOf, row));
  }

  private SampleOutcome askForFigures(CourseKey course) {
    SampleReply<Optional<F>> reply = api.figures(course);
    if (reply instanceof SampleReply.Answered<Optional<F>>(var figures, _)) {
      figures.ifPresent(listener);
    }
    return judged(reply, (asOf, figures) -> truth.judgeFigures(course, asOf, figures));
  }

  private <T> SampleOutcome judged(
      SampleReply<T> reply, BiFunction<Instant, T, TruthJudgement> judge) {
    return outcome(reply, caughtUp(judge));
  }

  /// The same judgement, but nothing is called wrong before the truth has what others published.
  private <T> BiFunction<Instant, T, TruthJudgement> caughtUp(
      BiFunction<Instant, T, TruthJudgement> judge) {
    return (asOf, answer) -> {
      TruthJudgement judgement = judge.apply(asOf, answer);
      if (judgement instanceof TruthJudgement.Disagrees) {
        truth.catchUp();
        return judge.apply(asOf, answer);
      }
      return judgement;
    };
  }
}
