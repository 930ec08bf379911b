package org.rollbook.runtime.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The time by the brokers' clocks, as far as it is known here.
///
/// The broker stamps what ingest writes to the journals (`LogAppendTime`), after it was sent and
/// before it was acknowledged. So each acknowledgement bounds the difference between the broker's
/// clock and ours from both sides. Brokers may differ: the bounds hold for each of them.
///
/// Our clock only measures how much time has passed, so nothing rests on the time that it shows.
/// Thread-safe.
public final class BrokerTime {

  /// After so long without an acknowledgement, nothing is claimed before the next one.
  private static final Duration FRESH = Duration.ofSeconds(30);

  /// How much faster or slower one clock may run than the other: 1 ms a second.
  private static final int DRIFT = 1_000;

  private final Clock clock;
  private final Map<Object, Offset> offsets = new ConcurrentHashMap<>();
  private volatile @Nullable Offset all;

  /// How far the broker's clock is ahead of ours.
  ///
  /// @param least surely as much
  /// @param most surely not more
  /// @param at when that was found, by our clock
  private record Offset(Duration least, Duration most, Instant at) {

    /// The newer bounds, narrowed by the older ones, which have become less sharp. If they
    /// contradict each other, somebody has set the broker's clock, and only the newer ones count.
    private Offset then(Offset newer) {
      Duration drift = Duration.between(at, newer.at).abs().dividedBy(DRIFT);
      Duration lower = greaterOf(least.minus(drift), newer.least);
      Duration upper = lesserOf(most.plus(drift), newer.most);
      return lower.compareTo(upper) > 0 ? newer : new Offset(lower, upper, newer.at);
    }
  }

  /// @param clock that is never set while we run
  public BrokerTime(Clock clock) {
    this.clock = clock;
  }

  /// Records that a broker acknowledged a record.
  ///
  /// @param from distinguishes brokers, such as a partition
  /// @param sent by our clock, before it was sent
  /// @param stamp the broker's time, in whole milliseconds
  public void stamped(Object from, Instant sent, Instant stamp) {
    Instant now = clock.instant();
    var found =
        new Offset(Duration.between(now, stamp), Duration.between(sent, stamp.plusMillis(1)), now);
    offsets.merge(from, found, Offset::then);
    Collection<Offset> every = offsets.values();
    all =
        new Offset(
            reduced(every, Offset::least, BrokerTime::lesserOf),
            reduced(every, Offset::most, BrokerTime::greaterOf),
            now);
  }

  /// Whether the broker's time is known recently enough to base a claim on it.
  public boolean isFresh() {
    Offset known = all;
    return known != null && clock.instant().isBefore(known.at().plus(FRESH));
  }

  /// A time that every broker's clock has reached; empty before the first acknowledgement.
  public Optional<Instant> atLeast() {
    Offset known = all;
    return known == null ? Optional.empty() : Optional.of(clock.instant().plus(known.least()));
  }

  /// A time that no broker's clock has passed; empty before the first acknowledgement.
  public Optional<Instant> atMost() {
    return atMost(clock.instant());
  }

  /// A time that no broker's clock had passed at some time by our clock.
  public Optional<Instant> atMost(Instant ours) {
    Offset known = all;
    return known == null ? Optional.empty() : Optional.of(ours.plus(known.most()));
  }

  /// How far the broker's clock is ahead of ours, at least; negative if it is behind. Zero if they
  /// may agree. Empty before the first acknowledgement.
  public Optional<Duration> difference() {
    Offset known = all;
    return known == null
        ? Optional.empty()
        : Optional.of(
            known.least().isPositive() ? known.least() : lesserOf(known.most(), Duration.ZERO));
  }

  private static Duration reduced(
      Collection<Offset> every, Function<Offset, Duration> bound, BinaryOperator<Duration> of) {
    return every.stream().map(bound).reduce(of).orElse(Duration.ZERO);
  }

  private static Duration lesserOf(Duration first, Duration second) {
    return first.compareTo(second) < 0 ? first : second;
  }

  private static Duration greaterOf(Duration first, Duration second) {
    return first.compareTo(second) > 0 ? first : second;
  }
}
