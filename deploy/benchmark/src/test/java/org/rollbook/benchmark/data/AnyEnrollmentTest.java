package org.rollbook.benchmark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.EnrollmentKey;

final class AnyEnrollmentTest {

  private static final Roll SMALL = new Roll(CourseKey.parse("course-v1:X+S+1"), 1);
  private static final Roll LARGE = new Roll(CourseKey.parse("course-v1:X+L+1"), 3);
  private static final int DRAWN = 40_000;

  @Test
  void shouldDrawEachEnrollmentAsOftenAsAnyOther() {
    var any = new AnyEnrollment(List.of(SMALL, LARGE));
    RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");

    Map<EnrollmentKey, Long> drawn =
        Stream.generate(() -> any.key(chance))
            .limit(DRAWN)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(drawn.keySet())
        .allMatch(key -> key.learner().value() <= roll(key).learners())
        .hasSize(4);
    // Some ten standard deviations around a quarter: no chance decides this test.
    assertThat(drawn.values()).allMatch(times -> Math.abs(times - DRAWN / 4) < 900);
  }

  private static Roll roll(EnrollmentKey key) {
    return key.course().equals(SMALL.course()) ? SMALL : LARGE;
  }
}
