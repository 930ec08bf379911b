package org.rollbook.runtime.serve.query;

import java.util.List;
import java.util.function.Predicate;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.StoreSpec;

/// Answers the queries from the stores: chooses the store and the key.
public final class StoredLearnerCourses<E, R, A> implements LearnerCourseQueries<E, R, A> {

  private final ViewReader<R> byLearner;
  private final ViewReader<History<E>> histories;
  private final ViewReader<R> byCourse;
  private final ViewReader<A> aggregates;

  /// The stores of the view whose rows are in the order of learners. Its name is that of the rows.
  public record Learners<E, R>(StoreSpec<R> rows, StoreSpec<History<E>> history) {

    String view() {
      return rows.name();
    }
  }

  /// The stores of the view whose rows are in the order of courses. Its name is that of the rows.
  public record Courses<R, A>(StoreSpec<R> rows, StoreSpec<A> aggregate) {

    String view() {
      return rows.name();
    }
  }

  /// @param exists whether the LMS has a row; others are answered as absent
  /// @param filters of both lists
  public StoredLearnerCourses(
      QueryService service,
      Learners<E, R> learners,
      Courses<R, A> courses,
      Predicate<R> exists,
      RowFilter.Parser<R> filters) {
    byLearner =
        service.reader(
            ServedStore.of(learners.view(), learners.rows())
                .remembering(learners.history())
                .having(exists)
                .filteredBy(filters));
    histories =
        service.reader(
            ServedStore.of(learners.view(), learners.history()).remembering(learners.history()));
    byCourse =
        service.reader(
            ServedStore.of(courses.view(), courses.rows()).having(exists).filteredBy(filters));
    aggregates = service.reader(ServedStore.of(courses.view(), courses.aggregate()));
  }

  @Override
  public Answer<R> row(LearnerCourse key, Bounds bounds) {
    return byLearner.row(bytesOf(key), bounds);
  }

  @Override
  public List<Answer<R>> rows(List<LearnerCourse> keys, Bounds bounds) {
    return byLearner.rows(keys.stream().map(StoredLearnerCourses::bytesOf).toList(), bounds);
  }

  @Override
  public Answer<Page<R>> ofLearner(
      LearnerId learner, RowFilter<R> filter, PageRequest page, Bounds bounds) {
    return byLearner.page(KeyBytes.of(learner), page, filter, bounds);
  }

  @Override
  public Answer<Page<R>> ofCourse(
      CourseKey course, RowFilter<R> filter, PageRequest page, Bounds bounds) {
    return byCourse.page(KeyBytes.of(course), page, filter, bounds);
  }

  @Override
  public Answer<History<E>> history(LearnerCourse key, Bounds bounds) {
    return histories.row(bytesOf(key), bounds);
  }

  @Override
  public Answer<A> aggregate(CourseKey course, Bounds bounds) {
    return aggregates.row(bytesOf(course), bounds);
  }

  @Override
  public List<Answer<A>> aggregates(List<CourseKey> courses, Bounds bounds) {
    return aggregates.rows(courses.stream().map(StoredLearnerCourses::bytesOf).toList(), bounds);
  }

  private static RowKey bytesOf(LearnerCourse key) {
    return RowKey.of(KeyBytes.of(key.learner()), KeyBytes.of(key.learner(), key.course()));
  }

  private static RowKey bytesOf(CourseKey course) {
    return RowKey.of(KeyBytes.of(course), KeyBytes.of(course));
  }
}
