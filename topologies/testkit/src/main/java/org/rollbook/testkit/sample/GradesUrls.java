package org.rollbook.testkit.sample;

import java.net.URI;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;

/// Where the grades topology has what.
///
/// @param root without `/v1`
public record GradesUrls(URI root) {

  public URI grade(EnrollmentKey key) {
    return URI.create(learner(key.learner()) + "/" + ViewUrls.encoded(key.course()));
  }

  public URI history(EnrollmentKey key) {
    return URI.create(grade(key) + "/history");
  }

  public URI distribution(CourseKey course) {
    return URI.create(ViewUrls.course(root, course) + "/grade-distribution");
  }

  public URI grades(LearnerId learner) {
    return ViewUrls.wholePages(learner(learner));
  }

  public URI gradebook(CourseKey course) {
    return ViewUrls.wholePages(ViewUrls.course(root, course) + "/grades");
  }

  private String learner(LearnerId learner) {
    return ViewUrls.learner(root, learner) + "/grades";
  }
}
