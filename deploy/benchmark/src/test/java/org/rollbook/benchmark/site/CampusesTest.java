package org.rollbook.benchmark.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.TrueEnrollment;

final class CampusesTest {

  private static final int ENROLLMENTS = 5_000;

  @Test
  void shouldPublishTheRequestedNumberOfEnrollments() {
    Campus campus = Campuses.young();

    List<CampusEnrollmentKey> first = keys(Campuses.until(ENROLLMENTS, campus));
    List<CampusEnrollmentKey> more = keys(Campuses.until(ENROLLMENTS + 1_000, campus));

    assertThat(first.stream().distinct()).hasSize(ENROLLMENTS);
    assertThat(Stream.of(first, more).flatMap(List::stream).distinct())
        .hasSize(ENROLLMENTS + 1_000);
    assertThat(Campuses.until(ENROLLMENTS, campus)).isEmpty();
  }

  @Test
  void shouldAlwaysPublishTheSameEvents() {
    assertThat(keys(Campuses.until(ENROLLMENTS, Campuses.young())))
        .isEqualTo(keys(Campuses.until(ENROLLMENTS, Campuses.young())));
  }

  @Test
  void shouldCostTwoOrThreeEventsForEachEnrollment() {
    assertThat(Campuses.until(ENROLLMENTS, Campuses.young()))
        .hasSizeBetween(2 * ENROLLMENTS, 3 * ENROLLMENTS);
  }

  private static List<CampusEnrollmentKey> keys(Stream<Delivery> events) {
    return events.map(event -> ((TrueEnrollment) event.event().payload()).key()).toList();
  }
}
