package org.rollbook.benchmark.freshness;

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
  private final Campus campus;
  private final Thread thread;
  private volatile boolean ended;
  private volatile boolean late;

  /// Begins.
  ///
  /// @param seed of this campus, so that the next one tells of other things
  Background(OpenEdxProducer lms, long seed, int eventsPerSecond) {
    this.lms = lms;
    campus =
        Campus.running(
            CampusSettings.of(seed, LEARNERS, COURSES).withDisorder(Disorder.NONE),
            Clock.systemUTC());
    thread = Thread.ofPlatform().name("background").start(() -> publish(eventsPerSecond));
  }

  private void publish(int eventsPerSecond) {
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
        throw new IllegalStateException("the machine is too slow for this pace");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
