package org.rollbook.local;

import java.util.List;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.local.settings.Topology;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.sample.ViewUrls;

/// What somebody who has just started the stack can paste into a shell.
final class FirstSteps {

  /// The example of the documentation, of which a fresh stack knows that there is none.
  static final EnrollmentKey NOBODY =
      new EnrollmentKey(new LearnerId(4242), new CourseKey("course-v1:edX+DemoX+Demo_Course"));

  private FirstSteps() {}

  /// The commands.
  ///
  /// @param known an enrollment to ask about
  static List<String> curls(LocalSettings settings, EnrollmentKey known) {
    if (!settings.topologies().contains(Topology.ENROLLMENTS)) {
      return List.of("curl -s " + Addresses.subjects(settings.ports()));
    }
    var urls = ViewUrls.ofEnrollments(Addresses.client(Topology.ENROLLMENTS, settings.ports()));
    return List.of(
        "curl -i " + urls.row(known),
        "curl -s " + urls.history(known),
        "curl -s " + urls.figures(known.course()));
  }
}
