package org.rollbook.reconciler.lms;

import java.time.Duration;
import java.time.Instant;

/// The clock of the database, and how busy it is.
///
/// @param now by its clock
/// @param lag how far it is behind the server that the LMS writes to; zero if it is that server
/// @param running how many statements it is executing; zero if it may not be asked
public record LmsClock(Instant now, Duration lag, int running) {

  /// Replication is stopped, or the user may not see how far it is behind.
  public static final Duration UNKNOWN_LAG = Duration.ofDays(1_000);
}
