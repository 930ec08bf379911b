package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.MutableClock;

class RareWarningTest {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-08-20T12:00:00Z"));
  private final RareWarning warnings = new RareWarning(clock);

  @Test
  void shouldBeDueOnceAMinute() {
    assertThat(warnings.isDue("a")).isTrue();
    assertThat(warnings.isDue("a")).isFalse();
    assertThat(warnings.isDue("b")).isTrue();

    clock.advance(Duration.ofSeconds(59));
    assertThat(warnings.isDue("a")).isFalse();

    clock.advance(Duration.ofSeconds(1));
    assertThat(warnings.isDue("a")).isTrue();
    assertThat(warnings.isDue("a")).isFalse();
  }

  @Test
  void shouldBeDueFewTimesForInventedKinds() {
    long due =
        IntStream.range(0, 1_000).filter(kind -> warnings.isDue(Integer.toString(kind))).count();

    assertThat(due).isEqualTo(17);
  }

  @Test
  void shouldBeDueWhenTheClockWasSetBack() {
    warnings.isDue("a");
    clock.advance(Duration.ofHours(-1));

    assertThat(warnings.isDue("a")).isTrue();
  }
}
