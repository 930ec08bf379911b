package org.rollbook.grades.api;

import java.util.List;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;
import org.rollbook.runtime.query.Answer;
import org.rollbook.runtime.query.Bounds;
import org.rollbook.runtime.query.Page;
import org.rollbook.runtime.query.PageRequest;
import org.rollbook.runtime.view.History;

/// What the grade views can be asked.
public interface GradeQueries {

  /// One learner's grade in one course.
  Answer<Grade> grade(LearnerId learner, CourseKey course, Bounds bounds);

  /// A page of one learner's grades, by course key.
  Answer<Page<Grade>> ofLearner(
      LearnerId learner, GradeFilter filter, PageRequest page, Bounds bounds);

  /// A page of a course's gradebook, by learner id.
  Answer<Page<Grade>> gradebook(
      CourseKey course, GradeFilter filter, PageRequest page, Bounds bounds);

  /// What was heard about one grade, newest first.
  Answer<History<GradeClaim>> history(LearnerId learner, CourseKey course, Bounds bounds);

  /// How a course is doing.
  Answer<GradeDistribution> distribution(CourseKey course, Bounds bounds);

  /// Many grades, each answered on its own, in the order asked.
  List<Answer<Grade>> grades(List<LearnerCourse> keys, Bounds bounds);

  /// The distributions of many courses, each answered on its own, in the order asked.
  List<Answer<GradeDistribution>> distributions(List<CourseKey> courses, Bounds bounds);
}
