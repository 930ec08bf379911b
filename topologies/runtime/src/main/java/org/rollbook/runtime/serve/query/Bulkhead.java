package org.rollbook.runtime.serve.query;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Runs a bounded number of actions at once. It refuses any more immediately instead of queuing
/// them: a queue would only delay every answer.
public final class Bulkhead {

  private final Semaphore free;

  public Bulkhead(int atOnce) {
    this.free = new Semaphore(atOnce);
  }

  /// The result of the action; empty if as many as allowed are running.
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
