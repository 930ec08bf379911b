package org.rollbook.testkit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final Duration WAIT = Duration.ofSeconds(5);

  @Test
  void shouldLeaveTimeForASecondTry() {
    var patience = Patience.withTwoTries(WAIT);
    Duration first = patience.left(Duration.ZERO);

    assertThat(first).isGreaterThan(WAIT);
    assertThat(patience.isOver(first)).isFalse();
    assertThat(first.plus(patience.left(first))).isEqualTo(patience.whole());
    assertThat(patience.isOver(patience.whole())).isTrue();
  }

  @Test
  void shouldEndWithItsFirstTryWhereThereIsOne() {
    var patience = Patience.withOneTry(WAIT);

    assertThat(patience.isOver(patience.left(Duration.ZERO))).isTrue();
  }

  @Test
  void shouldAlwaysLeaveATimeThatCanBeWaited() {
    assertThat(Patience.withOneTry(WAIT).left(WAIT.plusSeconds(1))).isPositive();
  }
}
