package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.MutableClock;

class CircuitBreakerTest {

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-08-20T12:00:00Z"));
  private final CircuitBreaker breaker = new CircuitBreaker(clock);

  @Test
  void shouldLetAllQuestionsThroughWhileThePeerAnswers() {
    assertThat(breaker.mayAsk()).isTrue();
    breaker.answered();

    assertThat(breaker.mayAsk()).isTrue();
    assertThat(breaker.mayAsk()).isTrue();
  }

  @Test
  void shouldLetNoQuestionThroughForAMomentAfterAFailure() {
    breaker.failed();
    clock.advance(MOMENT.minusMillis(1));

    assertThat(breaker.mayAsk()).isFalse();
  }

  @Test
  void shouldLetOneQuestionThroughAfterAMomentAndTheOthersAfterIt() {
    breaker.failed();
    clock.advance(MOMENT);

    assertThat(breaker.mayAsk()).isTrue();
    assertThat(breaker.mayAsk()).isFalse();

    breaker.answered();
    assertThat(breaker.mayAsk()).isTrue();
    assertThat(breaker.mayAsk()).isTrue();
  }

  @Test
  void shouldLetAnotherQuestionThroughIfTheFirstHasNoResult() {
    breaker.failed();
    clock.advance(MOMENT);
    assertThat(breaker.mayAsk()).isTrue();

    clock.advance(MOMENT);
    assertThat(breaker.mayAsk()).isTrue();
  }

  @Test
  void shouldOpenForAnotherMomentIfItFailsAgain() {
    breaker.failed();
    clock.advance(MOMENT);
    assertThat(breaker.mayAsk()).isTrue();
    breaker.failed();

    clock.advance(MOMENT.minusMillis(1));
    assertThat(breaker.mayAsk()).isFalse();
  }

  @Test
  void shouldNotStayOpenForLongerIfTheClockWasSetBack() {
    breaker.failed();
    clock.advance(Duration.ofHours(-1));

    assertThat(breaker.mayAsk()).isTrue();
    assertThat(breaker.mayAsk()).isFalse();
  }
}
