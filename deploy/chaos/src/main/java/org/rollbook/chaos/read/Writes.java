package org.rollbook.chaos.read;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.Acknowledgement;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.EnrollmentKey;

/// What the campus has written lately, to be read back. Any thread.
public final class Writes {

  private static final int LATELY = 64;

  private final BlockingDeque<Write> newest = new LinkedBlockingDeque<>();

  /// An event that the bus holds.
  ///
  /// @param acknowledgedAt when that was known
  record Write(EnrollmentKey key, EventStamp stamp, Instant acknowledgedAt) {}

  /// Takes note of an event if it says anything of a row.
  public void add(CampusEvent event, Acknowledgement acknowledgement) {
    if (!event.said().claims().isEmpty()) {
      newest.addFirst(
          new Write(event.said().key(), event.said().stamp(), acknowledgement.acknowledgedAt()));
    }
    while (newest.size() > LATELY) {
      newest.pollLast();
    }
  }

  /// The latest write, which nobody else will take; waits a moment for one.
  Optional<Write> take() throws InterruptedException {
    return Optional.ofNullable(newest.pollFirst(1, TimeUnit.SECONDS));
  }
}
