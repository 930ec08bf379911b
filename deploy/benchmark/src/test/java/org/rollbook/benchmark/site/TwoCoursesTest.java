package org.rollbook.benchmark.site;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Stamped;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.TrueEnrollment;

final class TwoCoursesTest {

  private static final Instant FOUNDED = Instant.parse("2026-09-01T08:00:00Z");
  private static final TwoCourses COURSES = new TwoCourses(20_000, FOUNDED);

  @Test
  void shouldHaveALargeCourseAndOneOfAboutAThousand() {
    Campus campus = COURSES.campus();

    Map<CourseKey, Long> learners =
        COURSES.rows().stream()
            .collect(groupingBy(row -> row.payload().key().course(), counting()));

    assertThat(learners).containsOnlyKeys(campus.courses());
    assertThat(learners.get(campus.courses().getFirst())).isBetween(19_500L, 20_500L);
    assertThat(learners.get(campus.courses().getLast())).isBetween(800L, 1_200L);
    assertThat(learners.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(COURSES.enrollments());
  }

  @Test
  void shouldAlwaysHaveTheSameRows() {
    assertThat(new TwoCourses(20_000, FOUNDED).rows()).isEqualTo(COURSES.rows());
  }

  @Test
  void shouldHaveTheLatestStateOfEachEnrollment() {
    List<Stamped<TrueEnrollment>> event =
        Campuses.stamped(Campuses.until(COURSES.enrollments(), COURSES.campus())).toList();

    assertThat(Set.copyOf(COURSES.rows()))
        .contains(event.getLast())
        .doesNotContain(event.getFirst());
  }
}
