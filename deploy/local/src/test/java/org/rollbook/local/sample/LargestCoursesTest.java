package org.rollbook.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueCourseCounts.ModeCount;

final class LargestCoursesTest {

  private final LargestCourses largest = new LargestCourses();

  @Test
  void shouldShowTheFiveLargestFirstToLast() {
    for (int size : new int[] {3, 1, 4, 2, 6, 5}) {
      largest.note(course(size, size));
    }
    assertThat(largest.top())
        .extracting(TrueCourseCounts::total)
        .containsExactly(6L, 5L, 4L, 3L, 2L);
  }

  @Test
  void shouldForgetEarlierSizesOfACourse() {
    largest.note(course(1, 10));
    largest.note(course(1, 9));
    assertThat(largest.top()).containsExactly(course(1, 9));
  }

  private static TrueCourseCounts course(int number, int size) {
    return new TrueCourseCounts(
        new CourseKey("course-v1:edX+C" + number + "+1"), Map.of("audit", new ModeCount(0, size)));
  }
}
