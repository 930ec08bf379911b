package org.rollbook.testkit.campus;

import java.time.Instant;
import org.rollbook.model.EventStamp;

/// Gives the LMS's events their times and ids.
final class Stamping {

  private static final String SOURCE = "openedx/lms/web";

  private final CampusTime time;
  private final EventIds ids = new EventIds();

  Stamping(CampusTime time) {
    this.time = time;
  }

  /// The time of the next event.
  Instant next() {
    return time.next();
  }

  EventStamp stamp(Instant now, LmsEventType type, LmsHost host) {
    return new EventStamp(now, type.type(), ids.next(now, host.node()), SOURCE);
  }
}
