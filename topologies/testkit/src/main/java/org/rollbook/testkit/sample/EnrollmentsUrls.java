package org.rollbook.testkit.sample;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;

/// Where the enrollments topology has what, spelled so that a shell and a person can read it.
///
/// @param root without `/v1`
public record EnrollmentsUrls(URI root) {

  private static final String WHOLE_PAGES = "?page_size=1000";

  public URI enrollment(EnrollmentKey key) {
    return URI.create(learner(key.learner()) + "/" + encoded(key.course()));
  }

  public URI history(EnrollmentKey key) {
    return URI.create(enrollment(key) + "/history");
  }

  public URI counts(CourseKey course) {
    return URI.create(course(course) + "/enrollment-counts");
  }

  public URI enrollments(LearnerId learner) {
    return URI.create(learner(learner) + WHOLE_PAGES);
  }

  public URI roster(CourseKey course) {
    return URI.create(course(course) + "/enrollments" + WHOLE_PAGES);
  }

  private String learner(LearnerId learner) {
    return root + "/v1/learners/" + learner + "/enrollments";
  }

  private String course(CourseKey course) {
    return root + "/v1/courses/" + encoded(course);
  }

  /// A path may have these three as they are, and keys are full of them.
  private static String encoded(CourseKey course) {
    return URLEncoder.encode(course.value(), StandardCharsets.UTF_8)
        .replace("%3A", ":")
        .replace("%2B", "+")
        .replace("%40", "@");
  }
}
