package org.rollbook.enrollments.api;

import java.util.List;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;
import org.rollbook.runtime.query.Answer;
import org.rollbook.runtime.query.Bounds;
import org.rollbook.runtime.query.Page;
import org.rollbook.runtime.query.PageRequest;
import org.rollbook.runtime.view.History;

/// What the enrollment views can be asked.
public interface EnrollmentQueries {

  /// One learner's enrollment in one course.
  Answer<Heard<Enrollment>> enrollment(LearnerId learner, CourseKey course, Bounds bounds);

  /// A page of one learner's enrollments, by course key.
  Answer<Page<Heard<Enrollment>>> ofLearner(
      LearnerId learner, EnrollmentFilter filter, PageRequest page, Bounds bounds);

  /// A page of a course's roster, by learner id.
  Answer<Page<Heard<Enrollment>>> roster(
      CourseKey course, EnrollmentFilter filter, PageRequest page, Bounds bounds);

  /// What was heard about one enrollment, newest first.
  Answer<History<Enrollment>> history(LearnerId learner, CourseKey course, Bounds bounds);

  /// How many enrollments a course has, by mode.
  Answer<CourseCounts> counts(CourseKey course, Bounds bounds);

  /// Many enrollments, each answered on its own, in the order asked.
  List<Answer<Heard<Enrollment>>> enrollments(List<LearnerCourse> keys, Bounds bounds);

  /// The counts of many courses, each answered on its own, in the order asked.
  List<Answer<CourseCounts>> counts(List<CourseKey> courses, Bounds bounds);
}
