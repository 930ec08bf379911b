package org.rollbook.enrollments.topology;

import org.rollbook.enrollments.api.EnrollmentFilter;
import org.rollbook.enrollments.api.EnrollmentQueries;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
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
final class StoredEnrollments implements EnrollmentQueries {

  private final ViewReader<Heard<Enrollment>> enrollments;
  private final ViewReader<History<Enrollment>> histories;
  private final ViewReader<Heard<Enrollment>> roster;
  private final ViewReader<CourseCounts> counts;

  StoredEnrollments(QuerySide side) {
    enrollments =
        new ViewReader<>(EnrollmentsTopology.LEARNERS, EnrollmentsTopology.ENROLLMENTS, side);
    histories = new ViewReader<>(EnrollmentsTopology.LEARNERS, EnrollmentsTopology.HISTORY, side);
    roster = new ViewReader<>(EnrollmentsTopology.COURSES, EnrollmentsTopology.ROSTER, side);
    counts = new ViewReader<>(EnrollmentsTopology.COURSES, EnrollmentsTopology.COUNTS, side);
  }

  @Override
  public Answer<Heard<Enrollment>> enrollment(LearnerId learner, CourseKey course, Bounds bounds) {
    return enrollments.row(KeyBytes.of(learner), KeyBytes.of(learner, course), bounds);
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
    return histories.row(KeyBytes.of(learner), KeyBytes.of(learner, course), bounds);
  }

  @Override
  public Answer<CourseCounts> counts(CourseKey course, Bounds bounds) {
    return counts.row(KeyBytes.of(course), KeyBytes.of(course), bounds);
  }
}
