package org.rollbook.grades.topology;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.guard.TopologyGuard;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.grades.GradeEvents;

class LockTest {

  private static final Instant PASSED = Instant.parse("2026-08-20T12:34:56.789012Z");

  /// Part of the lock: it must not change.
  private static final Stamped<GradeClaim> SAMPLE =
      new Stamped<>(
          new EventStamp(
              Instant.parse("2026-08-20T12:34:57.123456Z"),
              GradeEvents.SUMMARY.type(),
              "67e1bd4a-e742-11f1-a5dc-02fc00000001",
              "openedx/lms/web"),
          new SourcePosition("learning-course-grade-lifecycle", 3, 1234),
          GradeClaim.summary(
              new LearnerId(4242),
              new CourseKey("course-v1:edX+DemoX+Demo_Course"),
              new Calculation(0.83, "Pass", "rJvDpUYEXMVQKjJ9VXLgjqCE2HM=", "65f1c0"),
              PASSED));

  @Test
  void shouldGoOnWithWhatIsDeployed() {
    TopologyGuard.check(GradesTopology.DEFINITION, List.of(SAMPLE));
  }
}
