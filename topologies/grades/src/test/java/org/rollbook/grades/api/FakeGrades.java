package org.rollbook.grades.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;
import org.rollbook.runtime.query.Answer;
import org.rollbook.runtime.query.Bounds;
import org.rollbook.runtime.query.Freshness;
import org.rollbook.runtime.query.Page;
import org.rollbook.runtime.query.PageRequest;
import org.rollbook.runtime.query.ServedBy;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryItem;
import org.rollbook.runtime.view.Outcome;

/// Grade views in a list of all that was heard, in its order.
final class FakeGrades implements GradeQueries {

  private static final Freshness FRESH =
      new Freshness(
          Instant.parse("2026-08-20T12:41:00Z"),
          new ServedBy(ServedBy.Role.ACTIVE, "one:8202"),
          Optional.of(Instant.parse("2026-08-01T00:00:00Z")));

  private final List<Heard<GradeClaim>> heard = new ArrayList<>();

  void hear(Heard<GradeClaim> event) {
    heard.add(event);
  }

  @Override
  public Answer<Grade> grade(LearnerId learner, CourseKey course, Bounds bounds) {
    return row(learner, course)
        .<Answer<Grade>>map(grade -> new Answer.Found<>(grade, FRESH))
        .orElseGet(() -> new Answer.Missing<>(FRESH));
  }

  private Optional<Grade> row(LearnerId learner, CourseKey course) {
    Optional<Grade> row = Optional.empty();
    for (Heard<GradeClaim> event : heard) {
      if (event.said().learner().equals(learner) && event.said().course().equals(course)) {
        row = Optional.of(Grade.after(row, event));
      }
    }
    return row;
  }

  @Override
  public Answer<Page<Grade>> ofLearner(
      LearnerId learner, GradeFilter filter, PageRequest page, Bounds bounds) {
    return page(
        heard.stream()
            .map(event -> event.said().course())
            .distinct()
            .flatMap(course -> row(learner, course).stream())
            .filter(filter)
            .toList());
  }

  @Override
  public Answer<Page<Grade>> gradebook(
      CourseKey course, GradeFilter filter, PageRequest page, Bounds bounds) {
    return page(
        heard.stream()
            .map(event -> event.said().learner())
            .distinct()
            .flatMap(learner -> row(learner, course).stream())
            .filter(filter)
            .toList());
  }

  @Override
  public List<Answer<Grade>> grades(List<LearnerCourse> keys, Bounds bounds) {
    return keys.stream().map(key -> grade(key.learner(), key.course(), bounds)).toList();
  }

  @Override
  public List<Answer<GradeDistribution>> distributions(List<CourseKey> courses, Bounds bounds) {
    return courses.stream().map(course -> distribution(course, bounds)).toList();
  }

  private static Answer<Page<Grade>> page(List<Grade> rows) {
    return new Answer.Found<>(new Page<>(rows, Optional.empty(), Optional.empty()), FRESH);
  }

  @Override
  public Answer<History<GradeClaim>> history(LearnerId learner, CourseKey course, Bounds bounds) {
    return new Answer.Found<>(
        new History<>(
            heard.stream().map(event -> new HistoryItem<>(event, Outcome.APPLIED)).toList()),
        FRESH);
  }

  @Override
  public Answer<GradeDistribution> distribution(CourseKey course, Bounds bounds) {
    GradeDistribution distribution =
        heard.stream()
            .map(event -> event.said().learner())
            .distinct()
            .flatMap(learner -> row(learner, course).stream())
            .reduce(GradeDistribution.NONE, GradeDistribution::with, (one, other) -> other);
    return distribution.equals(GradeDistribution.NONE)
        ? new Answer.Missing<>(FRESH)
        : new Answer.Found<>(distribution, FRESH);
  }
}
