package org.rollbook.testkit.sample;

import java.net.URI;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;

/// Where the enrollments topology has what.
///
/// @param root without `/v1`
/// @param pageSize how many rows of a list are asked for at once
public record EnrollmentsUrls(URI root, int pageSize) {

  /// Where lists are asked for in the largest pages there are.
  public EnrollmentsUrls(URI root) {
    this(root, ViewUrls.LARGEST_PAGE);
  }

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
    return ViewUrls.pages(learner(learner), pageSize);
  }

  public URI roster(CourseKey course) {
    return ViewUrls.pages(ViewUrls.course(root, course) + "/enrollments", pageSize);
  }

  public URI lookup() {
    return URI.create(root + "/v1/enrollments/lookup");
  }

  private String learner(LearnerId learner) {
    return ViewUrls.learner(root, learner) + "/enrollments";
  }
}
