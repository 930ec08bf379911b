package org.rollbook.grades.topology;

import java.util.List;
import org.rollbook.grades.api.GradeFilter;
import org.rollbook.grades.api.GradeQueries;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;
import org.rollbook.runtime.query.Answer;
import org.rollbook.runtime.query.Bounds;
import org.rollbook.runtime.query.Page;
import org.rollbook.runtime.query.PageRequest;
import org.rollbook.runtime.query.QuerySide;
import org.rollbook.runtime.query.RowKey;
import org.rollbook.runtime.query.ServedStore;
import org.rollbook.runtime.query.ViewReader;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.StoreSpec;

/// Answers from the stores: which store, and under which key.
final class StoredGrades implements GradeQueries {

  private final ViewReader<Grade> grades;
  private final ViewReader<History<GradeClaim>> histories;
  private final ViewReader<Grade> gradebook;
  private final ViewReader<GradeDistribution> distributions;

  StoredGrades(QuerySide side) {
    grades = side.reader(learners(GradesTopology.GRADES).filteredBy(GradeFilter::of));
    histories = side.reader(learners(GradesTopology.HISTORY));
    gradebook =
        side.reader(
            ServedStore.of(GradesTopology.COURSES, GradesTopology.GRADEBOOK)
                .filteredBy(GradeFilter::of));
    distributions =
        side.reader(ServedStore.of(GradesTopology.COURSES, GradesTopology.DISTRIBUTIONS));
  }

  private static <R> ServedStore<R> learners(StoreSpec<R> store) {
    return ServedStore.of(GradesTopology.LEARNERS, store).remembering(GradesTopology.HISTORY);
  }

  @Override
  public Answer<Grade> grade(LearnerId learner, CourseKey course, Bounds bounds) {
    return grades.row(key(learner, course), bounds);
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
    return histories.row(key(learner, course), bounds);
  }

  @Override
  public List<Answer<Grade>> grades(List<LearnerCourse> keys, Bounds bounds) {
    return grades.rows(keys.stream().map(key -> key(key.learner(), key.course())).toList(), bounds);
  }

  @Override
  public List<Answer<GradeDistribution>> distributions(List<CourseKey> courses, Bounds bounds) {
    return distributions.rows(courses.stream().map(StoredGrades::key).toList(), bounds);
  }

  @Override
  public Answer<GradeDistribution> distribution(CourseKey course, Bounds bounds) {
    return distributions.row(key(course), bounds);
  }

  private static RowKey key(LearnerId learner, CourseKey course) {
    return RowKey.of(KeyBytes.of(learner), KeyBytes.of(learner, course));
  }

  private static RowKey key(CourseKey course) {
    return RowKey.of(KeyBytes.of(course), KeyBytes.of(course));
  }
}
