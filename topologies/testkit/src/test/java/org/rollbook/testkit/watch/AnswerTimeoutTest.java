package org.rollbook.testkit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerTimeoutTest {

  private static final Duration WAIT = Duration.ofSeconds(5);

  @Test
  void shouldLeaveTimeForASecondTry() {
    var timeout = AnswerTimeout.withTwoTries(WAIT);
    Duration first = timeout.left(Duration.ZERO);

    assertThat(first).isGreaterThan(WAIT);
    assertThat(timeout.isOver(first)).isFalse();
    assertThat(first.plus(timeout.left(first))).isEqualTo(timeout.whole());
    assertThat(timeout.isOver(timeout.whole())).isTrue();
  }

  @Test
  void shouldEndWithItsOnlyTry() {
    var timeout = AnswerTimeout.withOneTry(WAIT);

    assertThat(timeout.isOver(timeout.left(Duration.ZERO))).isTrue();
  }

  @Test
  void shouldAlwaysLeaveAPositiveTime() {
    assertThat(AnswerTimeout.withOneTry(WAIT).left(WAIT.plusSeconds(1))).isPositive();
  }
}
