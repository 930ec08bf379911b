package org.rollbook.testkit.sample;

import java.util.List;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.TrueEnrollment;

/// The enrollments topology as a client of its HTTP API sees it. Any thread.
public final class EnrollmentsApi {

  private final ViewClient http;
  private final EnrollmentsUrls urls;

  public EnrollmentsApi(EnrollmentsUrls urls) {
    this(urls, ViewClient.straight());
  }

  /// The API as it is reached by a sender.
  public EnrollmentsApi(EnrollmentsUrls urls, Sender sender) {
    this(urls, new ViewClient(sender));
  }

  private EnrollmentsApi(EnrollmentsUrls urls, ViewClient http) {
    this.urls = urls;
    this.http = http;
  }

  /// One row, or none.
  public Reply<Optional<TrueEnrollment>> enrollment(EnrollmentKey key) {
    return http.get(urls.enrollment(key), EnrollmentsJson::enrollment);
  }

  /// Many rows at once, each of them there, absent or refused on its own.
  public Reply<List<Looked<TrueEnrollment>>> enrollments(List<EnrollmentKey> keys) {
    return http.post(
        urls.lookup(),
        Lookups.question(keys),
        Lookups.answers("enrollment", EnrollmentsJson::enrollment));
  }

  /// How many are in a course, if anybody ever was.
  public Reply<Optional<CourseCounts>> counts(CourseKey course) {
    return http.get(urls.counts(course), EnrollmentsJson::counts);
  }

  /// All that a learner is or was enrolled in.
  public Reply<List<TrueEnrollment>> enrollments(LearnerId learner) {
    return http.pages(urls.enrollments(learner), EnrollmentsJson::enrollment);
  }

  /// All who are or were in a course.
  public Reply<List<TrueEnrollment>> roster(CourseKey course) {
    return http.pages(urls.roster(course), EnrollmentsJson::enrollment);
  }
}
