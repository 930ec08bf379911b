package org.rollbook.runtime.serve.query;

import java.util.List;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.view.History;

/// The queries of a topology that has one row for each learner in a course: by learner with a
/// history, and by course with an aggregate.
///
/// @param <E> the payload of its events
/// @param <R> a row
/// @param <A> the aggregate of a course
public interface LearnerCourseQueries<E, R, A> {

  /// One row.
  Answer<R> row(LearnerCourse key, Bounds bounds);

  /// Many rows, each answered on its own, in the order asked.
  List<Answer<R>> rows(List<LearnerCourse> keys, Bounds bounds);

  /// A page of one learner's rows, by course key.
  Answer<Page<R>> ofLearner(
      LearnerId learner, RowFilter<R> filter, PageRequest page, Bounds bounds);

  /// A page of one course's rows, by learner id.
  Answer<Page<R>> ofCourse(CourseKey course, RowFilter<R> filter, PageRequest page, Bounds bounds);

  /// The events received about one row, newest first.
  Answer<History<E>> history(LearnerCourse key, Bounds bounds);

  /// The aggregate of one course.
  Answer<A> aggregate(CourseKey course, Bounds bounds);

  /// The aggregates of many courses, each answered on its own, in the order asked.
  List<Answer<A>> aggregates(List<CourseKey> courses, Bounds bounds);
}
