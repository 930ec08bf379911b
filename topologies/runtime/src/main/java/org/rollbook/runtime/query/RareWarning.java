package org.rollbook.runtime.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Lets the same warning through once a minute, however often there is reason for it.
///
/// Thread-safe.
final class RareWarning {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  /// All kinds beyond these share one pause: callers may invent any number of them.
  private static final int MOST_KINDS = 16;

  private static final String OTHER_KINDS = "";

  private final Map<String, Instant> lastLogged = new HashMap<>();
  private final Clock clock;

  RareWarning(Clock clock) {
    this.clock = clock;
  }

  /// Whether to log now.
  ///
  /// @param warning what tells it from other ones
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

  /// What lies ahead was logged before the clock was set back.
  private static boolean isRecent(Instant last, Instant now) {
    return !now.isBefore(last) && now.isBefore(last.plus(PAUSE));
  }
}
