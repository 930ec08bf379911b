package org.rollbook.benchmark.write;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.OpenEdxProducer;

/// A campus that publishes at a steady pace while events are probed, event by event: bursts would
/// be measured too.
final class BackgroundCampus implements AutoCloseable {

  private static final long SECOND = 1_000_000_000;
  private static final long MOMENT = 1_000_000;
  private static final int LEARNERS = 100_000;

  private final OpenEdxProducer lms;
  private final int eventsPerSecond;
  private final Campus campus;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private volatile boolean ended;
  private volatile boolean late;

  /// Starts to publish.
  ///
  /// @param seed of this campus, so that the next one publishes other events
  BackgroundCampus(OpenEdxProducer lms, long seed, int eventsPerSecond) {
    this.lms = lms;
    this.eventsPerSecond = eventsPerSecond;
    campus = Campuses.busy(seed, LEARNERS);
    thread.execute(this::publish);
  }

  /// Whether it was more than a second behind its pace.
  boolean isLate() {
    return late;
  }

  private void publish() {
    long begun = System.nanoTime();
    for (long sent = 0; !ended; LockSupport.parkNanos(MOMENT)) {
      for (long due = due(begun); sent < due; sent++) {
        var _ = lms.publish(campus.next());
      }
      late |= sent < due(begun + SECOND);
    }
  }

  private long due(long begun) {
    return (System.nanoTime() - begun) * eventsPerSecond / SECOND;
  }

  @Override
  public void close() {
    ended = true;
    thread.close();
  }
}
