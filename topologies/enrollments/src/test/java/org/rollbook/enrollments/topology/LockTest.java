package org.rollbook.enrollments.topology;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.guard.TopologyGuard;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentEvents;

class LockTest {

  /// Part of the lock: it must not change.
  private static final Stamped<Enrollment> SAMPLE =
      new Stamped<>(
          new EventStamp(
              Instant.parse("2026-08-20T12:34:57.123456Z"),
              EnrollmentEvents.CHANGED.type(),
              "67e1bd4a-e742-11f1-a5dc-02fc00000001",
              "openedx/lms/web"),
          new SourcePosition("learning-course-enrollment-lifecycle", 3, 1234),
          new Enrollment(
              new LearnerId(4242),
              new CourseKey("course-v1:edX+DemoX+Demo_Course"),
              "verified",
              true,
              Instant.parse("2026-08-20T12:34:56.789012Z")));

  @Test
  void shouldGoOnWithWhatIsDeployed() {
    TopologyGuard.check(EnrollmentsTopology.DEFINITION, List.of(SAMPLE));
  }
}
