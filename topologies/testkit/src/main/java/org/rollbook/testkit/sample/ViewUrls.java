package org.rollbook.testkit.sample;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;

/// The addresses of a learner's or course's resources in a topology, spelled so that shells and
/// people can read them.
///
/// @param root without `/v1`
/// @param row the name of a row in the answers of lookups
/// @param rows the name of a list of its rows
/// @param figures the name of the figures of a course's rows
/// @param manyFigures the name of the figures of many courses
/// @param pageSize how many rows a page of a list has
public record ViewUrls(
    URI root, String row, String rows, String figures, String manyFigures, int pageSize) {

  private static final int LARGEST_PAGE = 1000;

  public static ViewUrls ofEnrollments(URI root) {
    return new ViewUrls(
        root, "enrollment", "enrollments", "enrollment-counts", "enrollment-counts", LARGEST_PAGE);
  }

  public static ViewUrls ofGrades(URI root) {
    return new ViewUrls(
        root, "grade", "grades", "grade-distribution", "grade-distributions", LARGEST_PAGE);
  }

  /// The same, with lists in pages of another size.
  public ViewUrls inPagesOf(int size) {
    return new ViewUrls(root, row, rows, figures, manyFigures, size);
  }

  public URI row(CampusEnrollmentKey key) {
    return URI.create(listOf(key.learner()) + "/" + encoded(key.course()));
  }

  public URI history(CampusEnrollmentKey key) {
    return URI.create(row(key) + "/history");
  }

  public URI lookup() {
    return URI.create(root + "/v1/" + rows + "/lookup");
  }

  public URI lookupOfFigures() {
    return URI.create(root + "/v1/" + manyFigures + "/lookup");
  }

  /// The name of the figures in the answers of lookups.
  public String figuresField() {
    return figures.replace('-', '_');
  }

  public URI digests() {
    return URI.create(root + "/v1/digests");
  }

  public URI figures(CourseKey course) {
    return URI.create(under(course) + figures);
  }

  public URI rowsOf(LearnerId learner) {
    return paged(listOf(learner));
  }

  public URI rowsOf(CourseKey course) {
    return paged(under(course) + rows);
  }

  private URI paged(String list) {
    return URI.create(list + "?page_size=" + pageSize);
  }

  private String listOf(LearnerId learner) {
    return root + "/v1/learners/" + learner + "/" + rows;
  }

  private String under(CourseKey course) {
    return root + "/v1/courses/" + encoded(course) + "/";
  }

  /// A path may contain these three unencoded, and keys are full of them.
  private static String encoded(CourseKey course) {
    return URLEncoder.encode(course.value(), StandardCharsets.UTF_8)
        .replace("%3A", ":")
        .replace("%2B", "+")
        .replace("%40", "@");
  }
}
