package org.rollbook.local.status;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollbook.local.sample.Figures;
import org.rollbook.local.sample.Figures.Spread;
import org.rollbook.local.status.Status.Agreement;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.DriftSummary;
import org.rollbook.local.status.Status.Health;
import org.rollbook.local.status.Status.Link;
import org.rollbook.local.status.Status.Part;
import org.rollbook.local.status.Status.Phase;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueCourseCounts.ModeCount;

/// Statuses for tests.
final class TestStatus {

  private TestStatus() {}

  static Status starting(Part... parts) {
    return new Status(
        Phase.STARTING,
        List.of(parts),
        List.of(),
        0,
        Figures.NONE,
        Agreement.NONE,
        List.of(),
        Optional.empty());
  }

  static Status busy() {
    var links = List.of(new Link("docs", URI.create("http://localhost:8101/docs")));
    var part = new Part("enrollments", Health.of(Condition.READY), "http://localhost:8101", links);
    var reconciler =
        new Part("reconciler", Health.of(Condition.READY), "http://localhost:8107", List.of());
    var age = new Spread(Duration.ofMillis(904), Duration.ofMillis(1406));
    var figures = new Figures(49.84, Optional.of(age), Optional.empty(), 198, 1, 3, 4, 5);
    var course = new CourseKey("course-v1:CampusX+C0+2026");
    var modes = Map.of("audit", new ModeCount(1000, 1200), "verified", new ModeCount(34, 34));
    return new Status(
        Phase.READY,
        List.of(part, reconciler),
        List.of("curl -s http://localhost:8101/v1/courses/a?b&c"),
        12_345,
        figures,
        new Agreement(1_998, 1_999),
        List.of(new TrueCourseCounts(course, modes)),
        Optional.of(new DriftSummary(12, 7, 6, 2)));
  }
}
