package org.rollbook.benchmark.freshness;

import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.campus.OpenEdxProducer;

/// A campus that goes on at a steady pace beside the probes.
final class Background implements AutoCloseable {

  private static final long MOMENT = 1_000_000;

  /// Behind by more than this, it does not keep the pace.
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

  /// Begins.
  ///
  /// @param seed of this campus, so that the next one tells of other things
  /// @param out is told in the end if the pace was not kept
  Background(OpenEdxProducer lms, long seed, int eventsPerSecond, PrintStream out) {
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
