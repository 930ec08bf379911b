package org.rollbook.grades.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Bounds;
import org.rollbook.runtime.serve.query.Freshness;
import org.rollbook.runtime.serve.query.LearnerCourseQueries;
import org.rollbook.runtime.serve.query.Page;
import org.rollbook.runtime.serve.query.PageRequest;
import org.rollbook.runtime.serve.query.RowFilter;
import org.rollbook.runtime.serve.query.ServedBy;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryItem;
import org.rollbook.runtime.view.Outcome;

/// Grade views in a list of all received events, in their order.
final class FakeGrades implements LearnerCourseQueries<GradeClaim, Grade, GradeDistribution> {

  private static final Freshness FRESH =
      new Freshness(
          Instant.parse("2026-08-20T12:41:00Z"),
          new ServedBy(ServedBy.Role.ACTIVE, "one:8202"),
          Optional.of(Instant.parse("2026-08-01T00:00:00Z")));

  private final List<Stamped<GradeClaim>> events = new ArrayList<>();

  void receive(Stamped<GradeClaim> event) {
    events.add(event);
  }

  @Override
  public Answer<Grade> row(LearnerCourse key, Bounds bounds) {
    return rowOf(key.learner(), key.course())
        .<Answer<Grade>>map(grade -> new Answer.Found<>(grade, FRESH))
        .orElseGet(() -> new Answer.Missing<>(FRESH));
  }

  private Optional<Grade> rowOf(LearnerId learner, CourseKey course) {
    Optional<Grade> row = Optional.empty();
    for (Stamped<GradeClaim> event : events) {
      if (event.payload().learner().equals(learner) && event.payload().course().equals(course)) {
        row = Optional.of(Grade.after(row, event));
      }
    }
    return row;
  }

  @Override
  public Answer<Page<Grade>> ofLearner(
      LearnerId learner, RowFilter<Grade> filter, PageRequest page, Bounds bounds) {
    return page(
        events.stream()
            .map(event -> event.payload().course())
            .distinct()
            .flatMap(course -> rowOf(learner, course).stream())
            .filter(filter)
            .toList());
  }

  @Override
  public Answer<Page<Grade>> ofCourse(
      CourseKey course, RowFilter<Grade> filter, PageRequest page, Bounds bounds) {
    return page(
        events.stream()
            .map(event -> event.payload().learner())
            .distinct()
            .flatMap(learner -> rowOf(learner, course).stream())
            .filter(filter)
            .toList());
  }

  @Override
  public List<Answer<Grade>> rows(List<LearnerCourse> keys, Bounds bounds) {
    return keys.stream().map(key -> row(key, bounds)).toList();
  }

  @Override
  public List<Answer<GradeDistribution>> aggregates(List<CourseKey> courses, Bounds bounds) {
    return courses.stream().map(course -> aggregate(course, bounds)).toList();
  }

  private static Answer<Page<Grade>> page(List<Grade> rows) {
    return new Answer.Found<>(new Page<>(rows, Optional.empty(), Optional.empty()), FRESH);
  }

  @Override
  public Answer<History<GradeClaim>> history(LearnerCourse key, Bounds bounds) {
    return new Answer.Found<>(
        new History<>(
            events.stream().map(event -> new HistoryItem<>(event, Outcome.APPLIED)).toList()),
        FRESH);
  }

  @Override
  public Answer<GradeDistribution> aggregate(CourseKey course, Bounds bounds) {
    GradeDistribution distribution =
        events.stream()
            .map(event -> event.payload().learner())
            .distinct()
            .flatMap(learner -> rowOf(learner, course).stream())
            .reduce(GradeDistribution.NONE, GradeDistribution::with, (one, other) -> other);
    return distribution.equals(GradeDistribution.NONE)
        ? new Answer.Missing<>(FRESH)
        : new Answer.Found<>(distribution, FRESH);
  }
}
