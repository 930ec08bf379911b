package org.rollbook.testkit;

import java.time.Duration;

/// How long tests wait for what must happen: so much longer than it takes, even on a busy machine,
/// that only a fault exceeds it.
public final class TimeLimit {

  /// For anything that one process does.
  public static final Duration AMPLE = Duration.ofMinutes(3);

  private TimeLimit() {}
}
