package org.rollbook.runtime.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.rollbook.runtime.query.QueryMeters;

/// Lets a bounded number of questions be under way at once. The rest are refused at once rather
/// than queued: a queue would only make every answer late.
@Singleton
final class ReadGate {

  static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Semaphore free;
  private final QueryMeters meters;

  ReadGate(HttpSettings settings, QueryMeters meters) {
    this.meters = meters;
    this.free = new Semaphore(settings.concurrentReads());
  }

  /// What was read; empty if too many are reading.
  <T> Optional<T> read(Supplier<T> read) {
    if (!free.tryAcquire()) {
      meters.overloaded();
      return Optional.empty();
    }
    try {
      return Optional.of(read.get());
    } finally {
      free.release();
    }
  }
}
