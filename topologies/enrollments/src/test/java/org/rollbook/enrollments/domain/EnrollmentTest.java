package org.rollbook.enrollments.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.model.EventType.ENROLLMENT_CHANGED;
import static org.rollbook.model.EventType.ENROLLMENT_CREATED;
import static org.rollbook.model.EventType.UNENROLLMENT_COMPLETED;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;

class EnrollmentTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  @Test
  void shouldBeThePayloadOfTheFirstEvent() {
    var created = event(ENROLLMENT_CREATED, NOON, "a", "audit", 1);

    assertThat(Enrollment.latest(Optional.empty(), created)).isEqualTo(created);
  }

  @Test
  void shouldBeReplacedByALaterEvent() {
    var audit = event(ENROLLMENT_CREATED, NOON, "a", "audit", 1);
    var verified = event(ENROLLMENT_CHANGED, NOON.plusSeconds(1), "b", "verified", 2);

    assertThat(Enrollment.latest(Optional.of(audit), verified)).isEqualTo(verified);
  }

  @Test
  void shouldNotBeReplacedByALateEvent() {
    var audit = event(ENROLLMENT_CREATED, NOON, "a", "audit", 1);
    var verified = event(ENROLLMENT_CHANGED, NOON.plusSeconds(1), "b", "verified", 2);

    assertThat(Enrollment.latest(Optional.of(verified), audit)).isEqualTo(verified);
  }

  @Test
  void shouldPreferUnenrollmentToChangedToCreatedAtOneTime() {
    var created = event(ENROLLMENT_CREATED, NOON, "c", "audit", 1);
    var changed = event(ENROLLMENT_CHANGED, NOON, "b", "verified", 2);
    var unenrolled = event(UNENROLLMENT_COMPLETED, NOON, "a", "verified", 3);

    assertThat(Enrollment.latest(Optional.of(created), changed)).isEqualTo(changed);
    assertThat(Enrollment.latest(Optional.of(unenrolled), changed)).isEqualTo(unenrolled);
  }

  @Test
  void shouldKeepTheFirstReceptionOfOneEvent() {
    var first = event(ENROLLMENT_CREATED, NOON, "a", "audit", 1);
    var again = event(ENROLLMENT_CREATED, NOON, "a", "audit", 2);

    assertThat(Enrollment.latest(Optional.of(first), again)).isEqualTo(first);
  }

  private static Stamped<Enrollment> event(
      EventType type, Instant time, String id, String mode, long offset) {
    return new Stamped<>(
        new EventStamp(time, type, id, "openedx/lms/web"),
        new SourcePosition("topic", 0, offset),
        new Enrollment(
            new LearnerId(1),
            new CourseKey("course-v1:edX+DemoX+1"),
            mode,
            type != UNENROLLMENT_COMPLETED,
            NOON));
  }
}
