package org.rollbook.testkit.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.GradeDistribution;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.TrueGrade;

/// A topology as a client of its HTTP API sees it. Any thread.
///
/// @param <R> a row about a learner in a course
/// @param <F> what is counted of a course's rows
public final class ViewApi<R, F> {

  private final ViewClient http;
  private final ViewUrls urls;
  private final String name;
  private final Function<JsonNode, R> row;
  private final Function<JsonNode, F> figures;

  /// @param name of the field in which an answer of a lookup has its row
  private ViewApi(
      ViewClient http,
      ViewUrls urls,
      String name,
      Function<JsonNode, R> row,
      Function<JsonNode, F> figures) {
    this.http = http;
    this.urls = urls;
    this.name = name;
    this.row = row;
    this.figures = figures;
  }

  /// Enrollments, and a course's counts of them.
  ///
  /// @param root without `/v1`
  public static ViewApi<TrueEnrollment, CourseCounts> ofEnrollments(URI root) {
    return new ViewApi<>(
        ViewClient.straight(),
        ViewUrls.ofEnrollments(root),
        "enrollment",
        EnrollmentsJson::enrollment,
        EnrollmentsJson::counts);
  }

  /// Grades, and a course's distribution of them.
  ///
  /// @param root without `/v1`
  public static ViewApi<TrueGrade, GradeDistribution> ofGrades(URI root) {
    return new ViewApi<>(
        ViewClient.straight(),
        ViewUrls.ofGrades(root),
        "grade",
        GradesJson::grade,
        GradesJson::distribution);
  }

  /// The same, reached by a sender and read in pages of a size.
  public ViewApi<R, F> reachedBy(Sender sender, int pageSize) {
    return new ViewApi<>(new ViewClient(sender), urls.inPagesOf(pageSize), name, row, figures);
  }

  /// One row, or none.
  public Reply<Optional<R>> row(EnrollmentKey key) {
    return http.get(urls.row(key), row);
  }

  /// Many rows at once, each of them there, absent or refused on its own.
  public Reply<List<Looked<R>>> rows(List<EnrollmentKey> keys) {
    return http.post(urls.lookup(), Lookups.question(keys), Lookups.answers(name, row));
  }

  /// A course's figures, if it ever had a row.
  public Reply<Optional<F>> figures(CourseKey course) {
    return http.get(urls.figures(course), figures);
  }

  /// All of a learner's rows.
  public Reply<List<R>> rowsOf(LearnerId learner) {
    return http.pages(urls.rowsOf(learner), row);
  }

  /// Everybody's rows in a course.
  public Reply<List<R>> rowsOf(CourseKey course) {
    return http.pages(urls.rowsOf(course), row);
  }
}
