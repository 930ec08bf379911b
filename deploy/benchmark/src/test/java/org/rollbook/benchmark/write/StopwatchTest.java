package org.rollbook.benchmark.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollbook.benchmark.write.Stopwatch.Progress;

final class StopwatchTest {

  private static final int EVENTS = 1_000;

  private final Stopwatch stopwatch = new Stopwatch(EVENTS, Duration.ofSeconds(3));

  @Test
  void shouldBeginAtATenthAndEndAtTheLastChange() {
    assertThat(sees(0, 50, 0)).isFalse();
    assertThat(sees(1, 100, 0)).isFalse();
    assertThat(sees(3, 1_000, 7)).isFalse();
    assertThat(sees(5, 1_000, 8)).isFalse();
    assertThat(sees(8, 1_000, 8)).isTrue();

    assertThat(stopwatch.eventsPerSecond()).isEqualTo(225);
  }

  @Test
  void shouldNotBeginBeforeEachStepHasBegun() {
    stopwatch.sees(progress(0, List.of(600L, 0L), 0));
    stopwatch.sees(progress(2, List.of(800L, 200L), 0));
    stopwatch.sees(progress(4, List.of(1_000L, 1_000L), 0));

    assertThat(stopwatch.eventsPerSecond()).isEqualTo(250);
  }

  @Test
  void shouldNotEndBeforeEachStepIsDone() {
    sees(0, 500, 1);

    assertThat(sees(10, 500, 1)).isFalse();
  }

  @Test
  void shouldNotCountTransactionMarkersAsEvents() {
    assertThat(progress(0, List.of(EVENTS + 60L, 500L), 0).done(EVENTS)).isEqualTo(0.75);
  }

  private boolean sees(int second, long passed, long outputs) {
    return stopwatch.sees(progress(second, List.of(passed), outputs));
  }

  private static Progress progress(int second, List<Long> passed, long outputs) {
    return new Progress(Duration.ofSeconds(second).toNanos(), passed, outputs);
  }
}
