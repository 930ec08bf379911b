package org.rollbook.testkit.sample;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;

/// Where a topology has what belongs to a learner or a course, spelled so that a shell and a person
/// can read it.
///
/// @param root without `/v1`
/// @param rows what a list of its rows is called
/// @param figures what is counted of a course's rows is called
public record ViewUrls(URI root, String rows, String figures) {

  private static final String WHOLE_PAGES = "?page_size=1000";

  public static ViewUrls ofEnrollments(URI root) {
    return new ViewUrls(root, "enrollments", "enrollment-counts");
  }

  public static ViewUrls ofGrades(URI root) {
    return new ViewUrls(root, "grades", "grade-distribution");
  }

  public URI row(EnrollmentKey key) {
    return URI.create(listOf(key.learner()) + "/" + encoded(key.course()));
  }

  public URI history(EnrollmentKey key) {
    return URI.create(row(key) + "/history");
  }

  public URI figures(CourseKey course) {
    return URI.create(under(course) + figures);
  }

  public URI rowsOf(LearnerId learner) {
    return URI.create(listOf(learner) + WHOLE_PAGES);
  }

  public URI rowsOf(CourseKey course) {
    return URI.create(under(course) + rows + WHOLE_PAGES);
  }

  private String listOf(LearnerId learner) {
    return root + "/v1/learners/" + learner + "/" + rows;
  }

  private String under(CourseKey course) {
    return root + "/v1/courses/" + encoded(course) + "/";
  }

  /// A path may have these three as they are, and keys are full of them.
  private static String encoded(CourseKey course) {
    return URLEncoder.encode(course.value(), StandardCharsets.UTF_8)
        .replace("%3A", ":")
        .replace("%2B", "+")
        .replace("%40", "@");
  }
}
