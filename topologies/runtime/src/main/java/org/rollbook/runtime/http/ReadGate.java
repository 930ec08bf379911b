package org.rollbook.runtime.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Lets a bounded number of questions be under way at once. The rest are refused at once rather
/// than queued: a queue would only make every answer late.
@Singleton
final class ReadGate {

  static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Semaphore free;

  ReadGate(HttpSettings settings) {
    this.free = new Semaphore(settings.concurrentReads());
  }

  /// What was read; empty if too many are reading.
  <T> Optional<T> read(Supplier<T> read) {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read.get());
    } finally {
      free.release();
    }
  }
}
