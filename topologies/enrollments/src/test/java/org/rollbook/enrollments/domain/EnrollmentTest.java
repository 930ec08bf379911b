package org.rollbook.enrollments.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.topic.EventContract;

class EnrollmentTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  @Test
  void shouldBeThePayloadOfTheFirstEvent() {
    var created = event(EnrollmentEvents.CREATED, NOON, "a", "audit", 1);

    assertThat(Enrollment.latest(Optional.empty(), created)).isEqualTo(created);
  }

  @Test
  void shouldBeReplacedByALaterEvent() {
    var audit = event(EnrollmentEvents.CREATED, NOON, "a", "audit", 1);
    var verified = event(EnrollmentEvents.CHANGED, NOON.plusSeconds(1), "b", "verified", 2);

    assertThat(Enrollment.latest(Optional.of(audit), verified)).isEqualTo(verified);
  }

  @Test
  void shouldNotBeReplacedByALateEvent() {
    var audit = event(EnrollmentEvents.CREATED, NOON, "a", "audit", 1);
    var verified = event(EnrollmentEvents.CHANGED, NOON.plusSeconds(1), "b", "verified", 2);

    assertThat(Enrollment.latest(Optional.of(verified), audit)).isEqualTo(verified);
  }

  @Test
  void shouldPreferUnenrollmentToChangedToCreatedAtOneTime() {
    var created = event(EnrollmentEvents.CREATED, NOON, "c", "audit", 1);
    var changed = event(EnrollmentEvents.CHANGED, NOON, "b", "verified", 2);
    var unenrolled = event(EnrollmentEvents.UNENROLLED, NOON, "a", "verified", 3);

    assertThat(Enrollment.latest(Optional.of(created), changed)).isEqualTo(changed);
    assertThat(Enrollment.latest(Optional.of(unenrolled), changed)).isEqualTo(unenrolled);
  }

  @Test
  void shouldKeepTheFirstReceptionOfOneEvent() {
    var first = event(EnrollmentEvents.CREATED, NOON, "a", "audit", 1);
    var again = event(EnrollmentEvents.CREATED, NOON, "a", "audit", 2);

    assertThat(Enrollment.latest(Optional.of(first), again)).isEqualTo(first);
  }

  private static Stamped<Enrollment> event(
      EventContract of, Instant time, String id, String mode, long offset) {
    return new Stamped<>(
        new EventStamp(time, of.type(), id, "openedx/lms/web"),
        new SourcePosition("topic", 0, offset),
        Enrollment.of(
            new LearnerId(1),
            new CourseKey("course-v1:edX+DemoX+1"),
            mode,
            !of.equals(EnrollmentEvents.UNENROLLED),
            NOON));
  }
}
