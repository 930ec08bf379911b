package org.rollbook.runtime.serve.answer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.Bulkhead;
import org.rollbook.runtime.serve.query.QueryMeters;

/// Asks again and again, for callers who would rather wait for an answer than ask again themselves.
///
/// A question that waits keeps a (virtual) thread and now and then reads for a moment. So more
/// questions may wait than may read, but not any number. No wait is longer than its caller asked
/// for, even if the client has gone away.
@Singleton
public final class Waits {

  /// How many may wait for each that may read.
  private static final int WAITING_PER_READ = 4;

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private final Bulkhead seats;
  private final QueryMeters meters;
  private final Time time;
  private volatile boolean over;

  /// How time passes.
  interface Time {

    /// As [System#nanoTime].
    long nanos();

    void pass(Duration pause) throws InterruptedException;
  }

  @Inject
  Waits(HttpSettings settings, QueryMeters meters) {
    this(
        WAITING_PER_READ * settings.concurrentReads(),
        meters,
        new Time() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void pass(Duration pause) throws InterruptedException {
            Thread.sleep(pause);
          }
        });
  }

  Waits(int seats, QueryMeters meters, Time time) {
    this.seats = new Bulkhead(seats);
    this.meters = meters;
    this.time = time;
  }

  /// The last result of asking: the first that cannot improve, or else the one at the end of the
  /// wait. The first question is asked at once. Empty if its result may improve, and too many wait
  /// already.
  <T> Optional<T> ask(Duration wait, Supplier<T> ask, Predicate<T> mayImprove) {
    long begun = time.nanos();
    T first = ask.get();
    if (wait.isZero() || !mayImprove.test(first)) {
      return Optional.of(first);
    }
    Optional<T> waited = seats.run(() -> askAgain(first, begun, wait, ask, mayImprove));
    if (waited.isEmpty()) {
      meters.overloaded();
    }
    return waited;
  }

  /// Ends all waits, so that a server that closes need not wait for them.
  public void end() {
    over = true;
  }

  private <T> T askAgain(
      T first, long begun, Duration wait, Supplier<T> ask, Predicate<T> mayImprove) {
    T last = first;
    Duration left = left(begun, wait);
    while (mayImprove.test(last) && left.isPositive() && !over) {
      try {
        time.pass(pause(wait.minus(left), left));
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        return last;
      }
      last = ask.get();
      left = left(begun, wait);
    }
    return last;
  }

  private Duration left(long begun, Duration wait) {
    return wait.minusNanos(time.nanos() - begun);
  }

  /// A quarter of the time waited so far: an answer is late by a quarter at most, and long waits
  /// ask rarely. The last question is asked at the end of the wait.
  private static Duration pause(Duration waited, Duration left) {
    Duration quarter = waited.dividedBy(4);
    Duration pause = quarter.compareTo(LONGEST_PAUSE) < 0 ? quarter : LONGEST_PAUSE;
    Duration notTooShort = pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE;
    return notTooShort.compareTo(left) < 0 ? notTooShort : left;
  }
}
