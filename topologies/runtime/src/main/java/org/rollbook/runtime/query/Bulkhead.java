package org.rollbook.runtime.query;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Lets a bounded number be under way at once. The rest are turned away at once rather than queued:
/// a queue would only make every answer late.
public final class Bulkhead {

  private final Semaphore free;

  public Bulkhead(int atOnce) {
    this.free = new Semaphore(atOnce);
  }

  /// What came of it; empty if as many are under way as may be.
  public <T> Optional<T> run(Supplier<T> action) {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(action.get());
    } finally {
      free.release();
    }
  }
}
