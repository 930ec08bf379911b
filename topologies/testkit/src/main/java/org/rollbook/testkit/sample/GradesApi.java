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

  private final ViewClient http;
  private final GradesUrls urls;

  public GradesApi(GradesUrls urls) {
    this(urls, ViewClient.straight());
  }

  /// The API as it is reached by a sender.
  public GradesApi(GradesUrls urls, Sender sender) {
    this(urls, new ViewClient(sender));
  }

  private GradesApi(GradesUrls urls, ViewClient http) {
    this.urls = urls;
    this.http = http;
  }

  /// One row, or none.
  public Reply<Optional<TrueGrade>> grade(EnrollmentKey key) {
    return http.get(urls.grade(key), GradesJson::grade);
  }

  /// Many rows at once, each of them there, absent or refused on its own.
  public Reply<List<Looked<TrueGrade>>> grades(List<EnrollmentKey> keys) {
    return http.post(
        urls.lookup(), Lookups.question(keys), Lookups.answers("grade", GradesJson::grade));
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
