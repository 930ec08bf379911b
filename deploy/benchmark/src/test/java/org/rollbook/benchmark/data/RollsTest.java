package org.rollbook.benchmark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RollsTest {

  @Test
  void shouldGiveAllEnrollmentsAndMostToTheFirstCourse() {
    List<Roll> rolls = Rolls.ofTerm("2026", 50_000);

    assertThat(rolls.stream().mapToInt(Roll::learners).sum()).isEqualTo(50_000);
    assertThat(rolls).hasSize(200);
    assertThat(rolls.getLast().learners())
        .isBetween(2 * rolls.get(198).learners(), 2 * rolls.get(198).learners() + 200);
  }

  @Test
  void shouldLeaveOutCoursesThatNobodyIsIn() {
    assertThat(Rolls.ofTerm("2026", 20)).allMatch(roll -> roll.learners() > 0);
  }
}
