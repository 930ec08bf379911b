package org.rollbook.runtime.serve.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds the memory of all answers together that their callers have not read yet. If it is too
/// much, the connection is closed whose answer has waited longest: a caller who reads waits for
/// milliseconds.
///
/// Thread-safe.
@Singleton
final class UnsentBytes {

  private static final int SHARE_OF_HEAP = 8;
  private static final long LEAST = 8L << 20;

  private final Set<PacedConnection> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicLong total = new AtomicLong();
  private final long most;

  @Inject
  UnsentBytes() {
    this(Math.max(LEAST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
  }

  UnsentBytes(long most) {
    this.most = most;
  }

  /// Adds bytes that are to be sent.
  void waiting(PacedConnection connection, int bytes) {
    connection.unsent().addAndGet(bytes);
    waiting.add(connection);
    if (total.addAndGet(bytes) > most) {
      closeLongestWaiting(connection);
    }
  }

  /// All has been sent, or never will be.
  void left(PacedConnection connection) {
    waiting.remove(connection);
    total.addAndGet(-connection.unsent().getAndSet(0));
  }

  long total() {
    return total.get();
  }

  private void closeLongestWaiting(PacedConnection newest) {
    while (total.get() > most) {
      var longest =
          waiting.stream()
              .filter(connection -> connection != newest)
              .min(Comparator.comparingLong(connection -> connection.leavingSince()));
      if (longest.isEmpty()) {
        return;
      }
      left(longest.get());
      longest.get().giveUp();
    }
  }
}
