package org.rollbook.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.MutableClock;

/// The bounds of the brokers' time hold, however wrong our own clock is.
class BrokerTimeTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  private MutableClock clock = new MutableClock(NOON);
  private BrokerTime time = new BrokerTime(clock);

  /// Tries share the instance.
  @BeforeTry
  void beginAnew() {
    clock = new MutableClock(NOON);
    time = new BrokerTime(clock);
  }

  /// @param before from sending to the broker's stamp, in milliseconds
  /// @param after from there to the acknowledgement
  /// @param pause until the next is sent
  record Exchange(int before, int after, int pause) {}

  @Property
  void shouldBoundTheBrokersTimeWhateverOurClockShows(
      @ForAll @LongRange(min = -100_000_000, max = 100_000_000) long ahead,
      @ForAll("exchanges") List<Exchange> exchanges) {
    for (Exchange exchange : exchanges) {
      exchange("one", ahead, exchange);

      Instant broker = clock.instant().plusMillis(ahead);
      assertThat(time.atLeast().orElseThrow()).isBeforeOrEqualTo(broker);
      assertThat(time.atMost().orElseThrow()).isAfterOrEqualTo(broker);
      clock.advance(Duration.ofMillis(exchange.pause()));
      assertThat(time.atLeast().orElseThrow()).isBeforeOrEqualTo(clock.instant().plusMillis(ahead));
      assertThat(time.atMost().orElseThrow()).isAfterOrEqualTo(clock.instant().plusMillis(ahead));
    }
  }

  @Property
  void shouldFollowABrokerWhoseClockWasSet(
      @ForAll @LongRange(min = -100_000_000, max = 100_000_000) long ahead,
      @ForAll("exchanges") List<Exchange> exchanges) {
    exchange("one", 0, new Exchange(5, 5, 0));

    for (Exchange exchange : exchanges) {
      exchange("one", ahead, exchange);
    }
    Duration unsure = Duration.ofMillis(2_001);
    Instant broker = clock.instant().plusMillis(ahead);
    assertThat(Duration.between(time.atLeast().orElseThrow(), broker).abs())
        .isLessThanOrEqualTo(unsure);
    assertThat(Duration.between(broker, time.atMost().orElseThrow()).abs())
        .isLessThanOrEqualTo(unsure);
  }

  @Test
  void shouldReportNoDifferenceUnlessThereSurelyIsOne() {
    assertThat(time.difference()).isEmpty();
    exchange("one", 0, new Exchange(20, 30, 0));
    assertThat(time.difference()).contains(Duration.ZERO);
    exchange("one", 3_600_000, new Exchange(20, 30, 0));
    assertThat(time.difference()).contains(Duration.ofMillis(3_600_000 - 30));
    exchange("one", -3_600_000, new Exchange(20, 30, 0));
    assertThat(time.difference()).contains(Duration.ofMillis(-3_600_000 + 21));
  }

  @Test
  void shouldGiveBoundsThatHoldForEachOfSeveralBrokers() {
    exchange("one", 0, new Exchange(0, 0, 0));
    exchange("two", 3_600_000, new Exchange(0, 0, 0));

    assertThat(time.atLeast()).contains(NOON);
    assertThat(time.atMost()).contains(NOON.plusSeconds(3_600).plusMillis(1));
  }

  @Test
  void shouldBeUnknownBeforeTheFirstAcknowledgement() {
    assertThat(time.atLeast()).isEmpty();
    assertThat(time.atMost()).isEmpty();
    assertThat(time.isFresh()).isFalse();
  }

  @Test
  void shouldNotBeFreshLongAfterTheLastAcknowledgement() {
    exchange("one", 0, new Exchange(1, 1, 0));
    assertThat(time.isFresh()).isTrue();

    clock.advance(Duration.ofSeconds(31));

    assertThat(time.isFresh()).isFalse();
    assertThat(time.atMost()).isPresent();
  }

  private void exchange(String broker, long ahead, Exchange exchange) {
    Instant sent = clock.instant();
    clock.advance(Duration.ofMillis(exchange.before()));
    Instant stamp = Instant.ofEpochMilli(clock.instant().toEpochMilli() + ahead);
    clock.advance(Duration.ofMillis(exchange.after()));
    time.stamped(broker, sent, stamp);
  }

  @Provide
  Arbitrary<List<Exchange>> exchanges() {
    Arbitrary<Integer> millis = Arbitraries.integers().between(0, 1_000);
    return Combinators.combine(millis, millis, Arbitraries.integers().between(0, 100_000))
        .as(Exchange::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
