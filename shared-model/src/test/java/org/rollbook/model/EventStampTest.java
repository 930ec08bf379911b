package org.rollbook.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.rollbook.model.enrollments.EnrollmentEvents;

final class EventStampTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  private static final List<EventType> TYPES =
      List.of(
          EnrollmentEvents.CREATED.type(),
          EnrollmentEvents.CHANGED.type(),
          EnrollmentEvents.UNENROLLED.type(),
          new EventType("org.openedx.learning.course.enrollment.changed.v2"),
          new EventType("org.rollbook.lms.enrollment.read.v1"));

  @Example
  void shouldOrderByTimeFirst() {
    var early = stamp(NOON, EnrollmentEvents.UNENROLLED.type(), "z");
    var late = stamp(NOON.plusNanos(1_000), EnrollmentEvents.CREATED.type(), "a");

    assertThat(late.isAfter(early)).isTrue();
    assertThat(early.isAfter(late)).isFalse();
  }

  @Example
  void shouldOrderByPrecedenceOfTypesAtEqualTimes() {
    assertThat(
            List.of(
                stamp(NOON, EnrollmentEvents.CREATED.type(), "c"),
                stamp(NOON, EnrollmentEvents.CHANGED.type(), "b"),
                stamp(NOON, EnrollmentEvents.UNENROLLED.type(), "a")))
        .isSorted();
  }

  @Example
  void shouldOrderByIdLast() {
    assertThat(
            stamp(NOON, EnrollmentEvents.CHANGED.type(), "b")
                .isAfter(stamp(NOON, EnrollmentEvents.CHANGED.type(), "a")))
        .isTrue();
  }

  @Example
  void shouldTreatOneEventFromTwoSourcesAsOneEvent() {
    var web = new EventStamp(NOON, EnrollmentEvents.CHANGED.type(), "a", "openedx/lms/web");
    var cms = new EventStamp(NOON, EnrollmentEvents.CHANGED.type(), "a", "openedx/cms/web");

    assertThat(web.isSameEventAs(cms)).isTrue();
    assertThat(web.isAfter(cms)).isFalse();
    assertThat(cms.isAfter(web)).isFalse();
  }

  @Example
  void shouldKeepMicroseconds() {
    assertThat(stamp(NOON.plusNanos(1_999), EnrollmentEvents.CREATED.type(), "a").eventTime())
        .isEqualTo(NOON.plusNanos(1_000));
  }

  @Example
  void shouldRefuseAnEmptyIdAndATimeOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stamp(NOON, EnrollmentEvents.CREATED.type(), ""))
        .withMessage("event id must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stamp(Instant.MAX, EnrollmentEvents.CREATED.type(), "a"))
        .withMessageContaining("+1000000000");
  }

  @Property
  void shouldOrderAnyTwo(@ForAll("stamps") EventStamp one, @ForAll("stamps") EventStamp other) {
    assertThat(one.isAfter(other)).isEqualTo(other.compareTo(one) < 0);
    assertThat(one.isSameEventAs(other))
        .isEqualTo(
            one.eventTime().equals(other.eventTime())
                && one.eventType().equals(other.eventType())
                && one.eventId().equals(other.eventId()));
    if (one.isSameEventAs(other)) {
      assertThat(one.isAfter(other)).isFalse();
    } else {
      assertThat(one.isAfter(other)).isNotEqualTo(other.isAfter(one));
    }
  }

  @Property
  void shouldHaveOneLatestInAnyOrderOfReception(
      @ForAll @Size(min = 1, max = 20) List<@From("stamps") EventStamp> stamps) {
    EventStamp latest = Collections.max(stamps);

    assertThat(stamps).noneMatch(stamp -> stamp.isAfter(latest));
    var reversed = new ArrayList<>(stamps);
    Collections.reverse(reversed);
    assertThat(Collections.max(reversed).isSameEventAs(latest)).isTrue();
  }

  @Property
  void shouldBeTransitive(
      @ForAll("stamps") EventStamp a,
      @ForAll("stamps") EventStamp b,
      @ForAll("stamps") EventStamp c) {
    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
      assertThat(a.compareTo(c)).isLessThanOrEqualTo(0);
    }
  }

  /// Few values each, so that ties are common.
  @Provide
  static Arbitrary<EventStamp> stamps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3).map(NOON::plusSeconds),
            Arbitraries.of(TYPES),
            Arbitraries.of("a", "b", "B"),
            Arbitraries.of("", "openedx/lms/web"))
        .as(EventStamp::new)
        .withoutEdgeCases();
  }

  private static EventStamp stamp(Instant time, EventType type, String id) {
    return new EventStamp(time, type, id, "openedx/lms/web");
  }
}
