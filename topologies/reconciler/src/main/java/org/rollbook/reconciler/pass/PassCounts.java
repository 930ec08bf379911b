package org.rollbook.reconciler.pass;

import java.util.concurrent.atomic.AtomicLong;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.PassFigures;

/// What a pass has counted. One thread counts; any thread may look meanwhile.
final class PassCounts {

  final AtomicLong rows = new AtomicLong();
  final AtomicLong buckets = new AtomicLong();
  final AtomicLong bucketsDifferent = new AtomicLong();
  final AtomicLong compared = new AtomicLong();
  final AtomicLong missing = new AtomicLong();
  final AtomicLong different = new AtomicLong();
  final AtomicLong absent = new AtomicLong();
  final AtomicLong young = new AtomicLong();
  final AtomicLong unreadable = new AtomicLong();
  final AtomicLong published = new AtomicLong();

  PassFigures figures() {
    return new PassFigures(
        rows.get(),
        buckets.get(),
        bucketsDifferent.get(),
        compared.get(),
        missing.get(),
        different.get(),
        absent.get(),
        young.get(),
        unreadable.get(),
        published.get());
  }

  void differs(DriftKind kind) {
    switch (kind) {
      case MISSING -> missing.incrementAndGet();
      case DIFFERENT -> different.incrementAndGet();
      case ABSENT -> absent.incrementAndGet();
    }
  }
}
