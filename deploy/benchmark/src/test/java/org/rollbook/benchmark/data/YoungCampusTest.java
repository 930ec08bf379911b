package org.rollbook.benchmark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.Publication;
import org.rollbook.testkit.campus.TrueEnrollment;

final class YoungCampusTest {

  private static final int ENROLLMENTS = 5_000;

  @Test
  void shouldTellOfAsManyEnrollmentsAsAreAskedFor() {
    Campus campus = YoungCampus.founded();

    List<EnrollmentKey> first = keys(YoungCampus.until(ENROLLMENTS, campus));
    List<EnrollmentKey> more = keys(YoungCampus.until(ENROLLMENTS + 1_000, campus));

    assertThat(first.stream().distinct()).hasSize(ENROLLMENTS);
    assertThat(Stream.of(first, more).flatMap(List::stream).distinct())
        .hasSize(ENROLLMENTS + 1_000);
    assertThat(YoungCampus.until(ENROLLMENTS, campus)).isEmpty();
  }

  @Test
  void shouldAlwaysTellOfTheSame() {
    assertThat(keys(YoungCampus.until(ENROLLMENTS, YoungCampus.founded())))
        .isEqualTo(keys(YoungCampus.until(ENROLLMENTS, YoungCampus.founded())));
  }

  @Test
  void shouldCostTwoOrThreeEventsForEachEnrollment() {
    assertThat(YoungCampus.until(ENROLLMENTS, YoungCampus.founded()))
        .hasSizeBetween(2 * ENROLLMENTS, 3 * ENROLLMENTS);
  }

  private static List<EnrollmentKey> keys(Stream<Publication> events) {
    return events.map(event -> ((TrueEnrollment) event.event().said()).key()).toList();
  }
}
