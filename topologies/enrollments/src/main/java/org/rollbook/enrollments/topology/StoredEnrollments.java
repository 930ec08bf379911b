package org.rollbook.enrollments.topology;

import java.util.List;
import org.rollbook.enrollments.api.EnrollmentFilter;
import org.rollbook.enrollments.api.EnrollmentQueries;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
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
final class StoredEnrollments implements EnrollmentQueries {

  private final ViewReader<Heard<Enrollment>> enrollments;
  private final ViewReader<History<Enrollment>> histories;
  private final ViewReader<Heard<Enrollment>> roster;
  private final ViewReader<CourseCounts> counts;

  StoredEnrollments(QuerySide side) {
    enrollments =
        side.reader(learners(EnrollmentsTopology.ENROLLMENTS).filteredBy(EnrollmentFilter::of));
    histories = side.reader(learners(EnrollmentsTopology.HISTORY));
    roster =
        side.reader(
            ServedStore.of(EnrollmentsTopology.COURSES, EnrollmentsTopology.ROSTER)
                .filteredBy(EnrollmentFilter::of));
    counts = side.reader(ServedStore.of(EnrollmentsTopology.COURSES, EnrollmentsTopology.COUNTS));
  }

  private static <R> ServedStore<R> learners(StoreSpec<R> store) {
    return ServedStore.of(EnrollmentsTopology.LEARNERS, store)
        .remembering(EnrollmentsTopology.HISTORY);
  }

  @Override
  public Answer<Heard<Enrollment>> enrollment(LearnerId learner, CourseKey course, Bounds bounds) {
    return enrollments.row(key(learner, course), bounds);
  }

  @Override
  public Answer<Page<Heard<Enrollment>>> ofLearner(
      LearnerId learner, EnrollmentFilter filter, PageRequest page, Bounds bounds) {
    return enrollments.page(KeyBytes.of(learner), page, filter, bounds);
  }

  @Override
  public Answer<Page<Heard<Enrollment>>> roster(
      CourseKey course, EnrollmentFilter filter, PageRequest page, Bounds bounds) {
    return roster.page(KeyBytes.of(course), page, filter, bounds);
  }

  @Override
  public Answer<History<Enrollment>> history(LearnerId learner, CourseKey course, Bounds bounds) {
    return histories.row(key(learner, course), bounds);
  }

  @Override
  public List<Answer<Heard<Enrollment>>> enrollments(List<LearnerCourse> keys, Bounds bounds) {
    return enrollments.rows(
        keys.stream().map(key -> key(key.learner(), key.course())).toList(), bounds);
  }

  @Override
  public List<Answer<CourseCounts>> counts(List<CourseKey> courses, Bounds bounds) {
    return counts.rows(courses.stream().map(StoredEnrollments::key).toList(), bounds);
  }

  @Override
  public Answer<CourseCounts> counts(CourseKey course, Bounds bounds) {
    return counts.row(key(course), bounds);
  }

  private static RowKey key(LearnerId learner, CourseKey course) {
    return RowKey.of(KeyBytes.of(learner), KeyBytes.of(learner, course));
  }

  private static RowKey key(CourseKey course) {
    return RowKey.of(KeyBytes.of(course), KeyBytes.of(course));
  }
}
