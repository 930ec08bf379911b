package org.rollbook.local;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.sample.ViewUrls;

/// Commands that a user who has just started the stack can paste into a shell.
final class FirstSteps {

  /// The example of the documentation; a fresh stack knows that it does not exist.
  private static final CampusEnrollmentKey NOBODY =
      new CampusEnrollmentKey(
          new LearnerId(4242), new CourseKey("course-v1:edX+DemoX+Demo_Course"));

  private FirstSteps() {}

  /// One row of each kind that the views have, if they have any yet.
  record Known(Optional<CampusEnrollmentKey> enrollment, Optional<CampusEnrollmentKey> grade) {

    static final Known NOTHING = new Known(Optional.empty(), Optional.empty());
  }

  /// The commands.
  ///
  /// @param known what to ask about
  static List<String> curls(LocalSettings settings, Known known) {
    List<String> curls =
        settings.processes().stream()
            .flatMap(
                topology -> {
                  var root = Addresses.client(topology, settings.ports());
                  return switch (topology) {
                    case ENROLLMENTS -> curls(ViewUrls.ofEnrollments(root), known.enrollment());
                    case GRADES -> curls(ViewUrls.ofGrades(root), known.grade());
                    case RECONCILER ->
                        Stream.of(
                            "curl -s " + root + "/v1/drift", "curl -s " + root + "/v1/passes");
                    case REDIS_BRIDGE -> Stream.of("curl -s " + root + "/v1/streams");
                  };
                })
            .toList();
    return curls.isEmpty() ? List.of("curl -s " + Addresses.subjects(settings.ports())) : curls;
  }

  private static Stream<String> curls(ViewUrls view, Optional<CampusEnrollmentKey> known) {
    CampusEnrollmentKey key = known.orElse(NOBODY);
    return Stream.of(
        "curl -i " + view.row(key),
        "curl -s " + view.history(key),
        "curl -s " + view.figures(key.course()));
  }
}
