package org.rollbook.runtime.serve.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Lets the same warning through once a minute, however often it is due.
///
/// Thread-safe.
final class RareWarning {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  /// All further kinds share one pause: callers may invent any number of them.
  private static final int MOST_KINDS = 16;

  private static final String OTHER_KINDS = "";

  private final Map<String, Instant> lastLogged = new HashMap<>();
  private final Clock clock;

  RareWarning(Clock clock) {
    this.clock = clock;
  }

  /// Whether to log now.
  ///
  /// @param warning identifies the kind
  synchronized boolean isDue(String warning) {
    boolean isOneMore = lastLogged.size() >= MOST_KINDS && !lastLogged.containsKey(warning);
    String kind = isOneMore ? OTHER_KINDS : warning;
    Instant now = clock.instant();
    if (Optional.ofNullable(lastLogged.get(kind)).filter(last -> isRecent(last, now)).isPresent()) {
      return false;
    }
    lastLogged.put(kind, now);
    return true;
  }

  /// If the last time is ahead of now, the clock was set back since.
  private static boolean isRecent(Instant last, Instant now) {
    return !now.isBefore(last) && now.isBefore(last.plus(PAUSE));
  }
}
