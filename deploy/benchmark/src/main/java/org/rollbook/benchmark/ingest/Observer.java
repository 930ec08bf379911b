package org.rollbook.benchmark.ingest;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.rollbook.benchmark.site.Committed;
import org.rollbook.benchmark.site.Written;

/// Sees from outside how far a contender is: from the commits of its groups, and from the ends of
/// the topics that it writes to.
record Observer(Committed committed, Written outputs) {

  /// The time between two looks, in nanoseconds.
  private static final long MOMENT = 20_000_000;

  /// Waits a moment, then looks.
  Progress progress() {
    LockSupport.parkNanos(MOMENT);
    List<Long> passed = committed.passed();
    // Before the first event has passed, the topics may not exist.
    long written = passed.contains(0L) ? 0 : outputs.offsets();
    return new Progress(System.nanoTime(), passed, written);
  }
}
