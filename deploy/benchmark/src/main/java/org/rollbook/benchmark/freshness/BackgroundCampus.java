package org.rollbook.benchmark.freshness;

import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.campus.OpenEdxProducer;

/// A campus that publishes at a steady pace while events are probed.
final class BackgroundCampus implements AutoCloseable {

  private static final long MOMENT = 1_000_000;

  /// A campus that is behind by more than this (in nanoseconds) does not keep the pace.
  private static final long LATENESS = 1_000_000_000;

  private static final int LEARNERS = 100_000;
  private static final int COURSES = 5_000;

  private final OpenEdxProducer lms;
  private final int eventsPerSecond;
  private final PrintStream out;
  private final Campus campus;
  private final Thread thread;
  private volatile boolean ended;
  private volatile boolean late;

  /// Starts to publish.
  ///
  /// @param seed of this campus, so that the next one publishes other events
  /// @param out gets a warning in the end if the pace was not kept
  BackgroundCampus(OpenEdxProducer lms, long seed, int eventsPerSecond, PrintStream out) {
    this.lms = lms;
    this.eventsPerSecond = eventsPerSecond;
    this.out = out;
    campus =
        Campus.running(
            CampusSettings.of(seed, LEARNERS, COURSES).withDisorder(Disorder.NONE),
            Clock.systemUTC());
    thread = Thread.ofPlatform().name("background").start(this::publish);
  }

  private void publish() {
    long begun = System.nanoTime();
    long sent = 0;
    while (!ended) {
      for (long due = (System.nanoTime() - begun) * eventsPerSecond / 1_000_000_000;
          sent < due;
          sent++) {
        var _ = lms.publish(campus.next());
      }
      late |= sent < (System.nanoTime() - begun - LATENESS) * eventsPerSecond / 1_000_000_000;
      LockSupport.parkNanos(MOMENT);
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
      if (late) {
        out.println(
            "  More than a second late with %,d events/s: the machine is too slow for this pace."
                .formatted(eventsPerSecond));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
