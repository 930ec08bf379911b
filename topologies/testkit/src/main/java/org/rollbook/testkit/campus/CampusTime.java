package org.rollbook.testkit.campus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/// The times of events at the LMS: to the microsecond, each later than the one before, and often
/// exactly on a second, which Python writes without a fraction.
final class CampusTime {

  private final InstantSource source;
  private final RandomGenerator chance;
  private Instant last = Instant.MIN;

  CampusTime(InstantSource source, RandomGenerator chance) {
    this.source = source;
    this.chance = chance;
  }

  /// A simulated time that advances by up to twice the pace at each call.
  static InstantSource from(Instant start, Duration pace, RandomGenerator chance) {
    return new Steps(start, pace, chance);
  }

  Instant next() {
    Instant now = source.instant().truncatedTo(ChronoUnit.MICROS);
    boolean rounded = chance.nextInt(4) == 0; // Always drawn: draws must not depend on the clock.
    Instant wanted = rounded ? now.truncatedTo(ChronoUnit.SECONDS) : now;
    last = wanted.isAfter(last) ? wanted : later(now, last.plus(1, ChronoUnit.MICROS));
    return last;
  }

  private static Instant later(Instant left, Instant right) {
    return left.isAfter(right) ? left : right;
  }

  private static final class Steps implements InstantSource {

    private final long longestStep;
    private final RandomGenerator chance;
    private Instant now;

    private Steps(Instant start, Duration pace, RandomGenerator chance) {
      this.longestStep = 2 * pace.toNanos() / 1_000;
      this.chance = chance;
      this.now = start;
    }

    @Override
    public Instant instant() {
      now = now.plus(chance.nextLong(longestStep) + 1, ChronoUnit.MICROS);
      return now;
    }
  }
}
