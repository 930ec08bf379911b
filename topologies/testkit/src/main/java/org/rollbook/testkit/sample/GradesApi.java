package org.rollbook.testkit.sample;

import java.util.List;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.GradeDistribution;
import org.rollbook.testkit.campus.TrueGrade;

/// The grades topology as a client of its HTTP API sees it. Any thread.
public final class GradesApi {

  private final ViewClient http = new ViewClient();
  private final GradesUrls urls;

  public GradesApi(GradesUrls urls) {
    this.urls = urls;
  }

  /// One row, or none.
  public Reply<Optional<TrueGrade>> grade(EnrollmentKey key) {
    return http.get(urls.grade(key), GradesJson::grade);
  }

  /// How a course is doing, if anything was heard of it.
  public Reply<Optional<GradeDistribution>> distribution(CourseKey course) {
    return http.get(urls.distribution(course), GradesJson::distribution);
  }

  /// All of a learner's grades.
  public Reply<List<TrueGrade>> grades(LearnerId learner) {
    return http.pages(urls.grades(learner), GradesJson::grade);
  }

  /// Everybody's grades in a course.
  public Reply<List<TrueGrade>> gradebook(CourseKey course) {
    return http.pages(urls.gradebook(course), GradesJson::grade);
  }
}
