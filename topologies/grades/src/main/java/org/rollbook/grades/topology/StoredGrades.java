package org.rollbook.grades.topology;

import org.rollbook.grades.api.GradeFilter;
import org.rollbook.grades.api.GradeQueries;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.query.Answer;
import org.rollbook.runtime.query.Bounds;
import org.rollbook.runtime.query.Page;
import org.rollbook.runtime.query.PageRequest;
import org.rollbook.runtime.query.QuerySide;
import org.rollbook.runtime.query.ViewReader;
import org.rollbook.runtime.view.History;

/// Answers from the stores: which store, and under which key.
final class StoredGrades implements GradeQueries {

  private final ViewReader<Grade> grades;
  private final ViewReader<History<GradeClaim>> histories;
  private final ViewReader<Grade> gradebook;
  private final ViewReader<GradeDistribution> distributions;

  StoredGrades(QuerySide side) {
    grades = new ViewReader<>(GradesTopology.LEARNERS, GradesTopology.GRADES, side);
    histories = new ViewReader<>(GradesTopology.LEARNERS, GradesTopology.HISTORY, side);
    gradebook = new ViewReader<>(GradesTopology.COURSES, GradesTopology.GRADEBOOK, side);
    distributions = new ViewReader<>(GradesTopology.COURSES, GradesTopology.DISTRIBUTIONS, side);
  }

  @Override
  public Answer<Grade> grade(LearnerId learner, CourseKey course, Bounds bounds) {
    return grades.row(KeyBytes.of(learner), KeyBytes.of(learner, course), bounds);
  }

  @Override
  public Answer<Page<Grade>> ofLearner(
      LearnerId learner, GradeFilter filter, PageRequest page, Bounds bounds) {
    return grades.page(KeyBytes.of(learner), page, filter, bounds);
  }

  @Override
  public Answer<Page<Grade>> gradebook(
      CourseKey course, GradeFilter filter, PageRequest page, Bounds bounds) {
    return gradebook.page(KeyBytes.of(course), page, filter, bounds);
  }

  @Override
  public Answer<History<GradeClaim>> history(LearnerId learner, CourseKey course, Bounds bounds) {
    return histories.row(KeyBytes.of(learner), KeyBytes.of(learner, course), bounds);
  }

  @Override
  public Answer<GradeDistribution> distribution(CourseKey course, Bounds bounds) {
    return distributions.row(KeyBytes.of(course), KeyBytes.of(course), bounds);
  }
}
