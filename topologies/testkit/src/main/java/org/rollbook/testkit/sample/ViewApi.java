package org.rollbook.testkit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.LmsDigest;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;
import org.rollbook.testkit.campus.TrueGradeDistribution;

/// A topology as a client of its HTTP API sees it. Any thread.
///
/// @param <R> a row about a learner in a course
/// @param <F> the figures of a course's rows
public final class ViewApi<R, F> {

  private final ViewClient http;
  private final ViewUrls urls;
  private final Function<JsonNode, R> row;
  private final Function<JsonNode, F> figures;

  private ViewApi(
      ViewClient http, ViewUrls urls, Function<JsonNode, R> row, Function<JsonNode, F> figures) {
    this.http = http;
    this.urls = urls;
    this.row = row;
    this.figures = figures;
  }

  /// Enrollments, and a course's counts of them.
  ///
  /// @param root without `/v1`
  public static ViewApi<TrueEnrollment, TrueCourseCounts> ofEnrollments(URI root) {
    return new ViewApi<>(
        ViewClient.straight(),
        ViewUrls.ofEnrollments(root),
        EnrollmentsJson::enrollment,
        EnrollmentsJson::counts);
  }

  /// Grades, and a course's distribution of them.
  ///
  /// @param root without `/v1`
  public static ViewApi<TrueGrade, TrueGradeDistribution> ofGrades(URI root) {
    return new ViewApi<>(
        ViewClient.straight(),
        ViewUrls.ofGrades(root),
        GradesJson::grade,
        GradesJson::distribution);
  }

  /// The same API, with another sender and lists in pages of a size.
  public ViewApi<R, F> reachedBy(Sender sender, int pageSize) {
    return new ViewApi<>(new ViewClient(sender), urls.inPagesOf(pageSize), row, figures);
  }

  /// One row, or none.
  public SampleReply<Optional<R>> row(CampusEnrollmentKey key) {
    return http.get(urls.row(key), row);
  }

  /// Many rows at once, each of them found, missing or refused on its own.
  public SampleReply<List<LookupItem<R>>> rows(List<CampusEnrollmentKey> keys) {
    return http.post(urls.lookup(), Lookups.question(keys), Lookups.answers(urls.row(), row));
  }

  /// A course's figures, if it ever had a row.
  public SampleReply<Optional<F>> figures(CourseKey course) {
    return http.get(urls.figures(course), figures);
  }

  /// The digests of all rows, by bucket of learners.
  public SampleReply<Optional<Map<Long, LmsDigest>>> digests() {
    return http.get(urls.digests(), ViewApi::digests);
  }

  private static Map<Long, LmsDigest> digests(JsonNode body) {
    return body.required("buckets")
        .valueStream()
        .collect(
            Collectors.toMap(
                each -> each.required("bucket").longValue(),
                each ->
                    new LmsDigest(
                        each.required("count").longValue(), ViewJson.text(each, "digest"))));
  }

  /// All of a learner's rows.
  public SampleReply<List<R>> rowsOf(LearnerId learner) {
    return http.pages(urls.rowsOf(learner), row);
  }

  /// The rows of all learners in a course.
  public SampleReply<List<R>> rowsOf(CourseKey course) {
    return http.pages(urls.rowsOf(course), row);
  }
}
