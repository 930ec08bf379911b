package org.rollbook.testkit.sample;

import java.net.URI;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;

/// Where the grades topology has what.
///
/// @param root without `/v1`
/// @param pageSize how many rows of a list are asked for at once
public record GradesUrls(URI root, int pageSize) {

  /// Where lists are asked for in the largest pages there are.
  public GradesUrls(URI root) {
    this(root, ViewUrls.LARGEST_PAGE);
  }

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
    return ViewUrls.pages(learner(learner), pageSize);
  }

  public URI gradebook(CourseKey course) {
    return ViewUrls.pages(ViewUrls.course(root, course) + "/grades", pageSize);
  }

  public URI lookup() {
    return URI.create(root + "/v1/grades/lookup");
  }

  private String learner(LearnerId learner) {
    return ViewUrls.learner(root, learner) + "/grades";
  }
}
