package org.rollbook.testkit.sample;

import java.net.URI;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;

/// Where the enrollments topology has what.
///
/// @param root without `/v1`
public record EnrollmentsUrls(URI root) {

  public URI enrollment(EnrollmentKey key) {
    return URI.create(learner(key.learner()) + "/" + ViewUrls.encoded(key.course()));
  }

  public URI history(EnrollmentKey key) {
    return URI.create(enrollment(key) + "/history");
  }

  public URI counts(CourseKey course) {
    return URI.create(ViewUrls.course(root, course) + "/enrollment-counts");
  }

  public URI enrollments(LearnerId learner) {
    return ViewUrls.wholePages(learner(learner));
  }

  public URI roster(CourseKey course) {
    return ViewUrls.wholePages(ViewUrls.course(root, course) + "/enrollments");
  }

  private String learner(LearnerId learner) {
    return ViewUrls.learner(root, learner) + "/enrollments";
  }
}
