package org.rollbook.bridge.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How many entries are added to a stream in a second, over about the last minute. Thread-safe.
public final class StreamRate {

  private static final Duration WINDOW = Duration.ofSeconds(60);

  private final Clock clock;
  private Optional<Sample> older = Optional.empty();
  private Optional<Sample> newer = Optional.empty();

  /// @param added how many entries had ever been added
  private record Sample(Instant at, long added) {}

  public StreamRate(Clock clock) {
    this.clock = clock;
  }

  /// The rate.
  ///
  /// @param added how many entries have ever been added, now
  public synchronized double perSecond(long added) {
    var now = new Sample(clock.instant(), added);
    Sample last = newer.filter(sample -> sample.added() <= added).orElse(null);
    if (last == null) {
      // The first, or of a stream that was made again.
      older = Optional.of(now);
      newer = older;
    } else if (now.at().isAfter(last.at().plus(WINDOW.dividedBy(2)))) {
      older = newer;
      newer = Optional.of(now);
    }
    Sample first = older.orElseThrow();
    double seconds = Duration.between(first.at(), now.at()).toMillis() / 1_000.0;
    return seconds > 0 ? (added - first.added()) / seconds : 0;
  }
}
