package org.rollbook.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.MutableClock;

class AvoidanceTest {

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-08-20T12:00:00Z"));
  private final Avoidance avoidance = new Avoidance(clock);

  @Test
  void shouldLetAnyoneAskWhoeverAnswers() {
    assertThat(avoidance.mayAsk()).isTrue();
    avoidance.answered();

    assertThat(avoidance.mayAsk()).isTrue();
    assertThat(avoidance.mayAsk()).isTrue();
  }

  @Test
  void shouldLetNobodyAskForAMomentAfterAFailure() {
    avoidance.failed();
    clock.advance(MOMENT.minusMillis(1));

    assertThat(avoidance.mayAsk()).isFalse();
  }

  @Test
  void shouldLetOneAskAfterAMomentAndTheOthersWaitForIt() {
    avoidance.failed();
    clock.advance(MOMENT);

    assertThat(avoidance.mayAsk()).isTrue();
    assertThat(avoidance.mayAsk()).isFalse();

    avoidance.answered();
    assertThat(avoidance.mayAsk()).isTrue();
    assertThat(avoidance.mayAsk()).isTrue();
  }

  @Test
  void shouldLetAnotherAskIfNothingIsHeardOfTheOneThatWasLetThrough() {
    avoidance.failed();
    clock.advance(MOMENT);
    assertThat(avoidance.mayAsk()).isTrue();

    clock.advance(MOMENT);
    assertThat(avoidance.mayAsk()).isTrue();
  }

  @Test
  void shouldAvoidForAnotherMomentIfItFailsAgain() {
    avoidance.failed();
    clock.advance(MOMENT);
    assertThat(avoidance.mayAsk()).isTrue();
    avoidance.failed();

    clock.advance(MOMENT.minusMillis(1));
    assertThat(avoidance.mayAsk()).isFalse();
  }

  @Test
  void shouldNotAvoidForLongerBecauseTheClockWasSetBack() {
    avoidance.failed();
    clock.advance(Duration.ofHours(-1));

    assertThat(avoidance.mayAsk()).isTrue();
    assertThat(avoidance.mayAsk()).isFalse();
  }
}
