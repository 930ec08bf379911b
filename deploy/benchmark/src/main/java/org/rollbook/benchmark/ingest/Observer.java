package org.rollbook.benchmark.ingest;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.rollbook.benchmark.site.Committed;
import org.rollbook.benchmark.site.Written;

/// Sees from outside how far a side is: by what its groups have committed, and by the ends of what
/// it writes.
record Observer(Committed committed, Written outputs) {

  /// Between two looks.
  private static final long MOMENT = 20_000_000;

  /// Looks, but not at once.
  Progress progress() {
    LockSupport.parkNanos(MOMENT);
    List<Long> passed = committed.passed();
    // Before anything passed, there may be no topics to ask for.
    long written = passed.contains(0L) ? 0 : outputs.offsets();
    return new Progress(System.nanoTime(), passed, written);
  }
}
