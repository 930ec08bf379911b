package org.rollbook.runtime.serve.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.serve.query.QueryMeters;

final class WaitsTest {

  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private final PassingTime time = new PassingTime();
  private final AtomicInteger overloaded = new AtomicInteger();
  private final Waits waits =
      new Waits(
          1,
          new QueryMeters() {
            @Override
            public void asked(String view, String location, String answer) {}

            @Override
            public void overloaded() {
              overloaded.incrementAndGet();
            }
          },
          time);
  private final AtomicInteger asked = new AtomicInteger();

  /// Passes only when a wait pauses, and by that pause.
  private static final class PassingTime implements Waits.Time {

    private long nanos = Long.MAX_VALUE - 5;
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void pass(Duration pause) {
      pauses.add(pause);
      nanos += pause.toNanos();
      meanwhile.run();
    }

    private Duration waited() {
      return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }
  }

  /// Asks for a number that grows by one each time, until it is this large.
  private Optional<Integer> ask(Duration wait, int enough) {
    return waits.ask(wait, asked::incrementAndGet, number -> number < enough);
  }

  @Test
  void shouldAskOnceWhenTheAnswerIsThere() {
    assertThat(ask(TWO_SECONDS, 1)).contains(1);
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void shouldAskOnceWithoutAWait() {
    assertThat(ask(Duration.ZERO, 2)).contains(1);
    assertThat(time.pauses).isEmpty();
  }

  @Test
  void shouldAskUntilTheAnswerIsThere() {
    assertThat(ask(TWO_SECONDS, 3)).contains(3);
    assertThat(time.pauses).containsExactly(Duration.ofMillis(25), Duration.ofMillis(25));
  }

  @Test
  void shouldAskForTheLastTimeWhenTheWaitIsOver() {
    Optional<Integer> last = ask(TWO_SECONDS, Integer.MAX_VALUE);

    assertThat(last).contains(time.pauses.size() + 1);
    assertThat(time.waited()).isEqualTo(TWO_SECONDS);
  }

  @Test
  void shouldAskLessOftenTheLongerItWaits() {
    ask(Duration.ofSeconds(30), Integer.MAX_VALUE);

    assertThat(time.pauses).startsWith(Duration.ofMillis(25)).contains(Duration.ofMillis(250));
    assertThat(time.pauses.subList(0, time.pauses.size() - 1)).isSorted();
    assertThat(time.pauses).hasSizeLessThan(150);
  }

  @Test
  void shouldRefuseToLetMoreWaitThanItHasSeatsFor() {
    List<Optional<Integer>> others = new ArrayList<>();
    time.meanwhile = () -> others.add(ask(TWO_SECONDS, 9));

    assertThat(ask(TWO_SECONDS, 3)).contains(3);

    assertThat(others).containsExactly(Optional.empty());
    assertThat(overloaded).hasValue(1);
    time.meanwhile = () -> {};
    assertThat(ask(TWO_SECONDS, 9)).as("the seat is free again").contains(9);
  }

  @Test
  void shouldAnswerThoseWhoDoNotWaitWhenAllSeatsAreTaken() {
    List<Optional<Integer>> others = new ArrayList<>();
    time.meanwhile = () -> others.add(ask(Duration.ZERO, 9));

    ask(TWO_SECONDS, 3);

    assertThat(others).containsExactly(Optional.of(2));
    assertThat(overloaded).hasValue(0);
  }

  @Test
  void shouldEndAllWaitsAtTheEnd() {
    waits.end();

    assertThat(ask(TWO_SECONDS, 9)).contains(1);
    assertThat(time.pauses).isEmpty();
  }
}
