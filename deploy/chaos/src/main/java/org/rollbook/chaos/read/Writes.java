package org.rollbook.chaos.read;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.Acknowledgement;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusEvent;

/// What the campus has written lately, to be read back. Any thread.
public final class Writes {

  private static final int LATELY = 64;

  private final BlockingDeque<Write> newest = new LinkedBlockingDeque<>();

  /// An event that the broker has.
  ///
  /// @param acknowledgedAt when the campus learned that
  record Write(CampusEnrollmentKey key, EventStamp stamp, Instant acknowledgedAt) {}

  /// Remembers an event if it changes a row.
  public void add(CampusEvent event, Acknowledgement acknowledgement) {
    if (!event.payload().claims().isEmpty()) {
      newest.addFirst(
          new Write(
              event.payload().key(), event.payload().stamp(), acknowledgement.acknowledgedAt()));
    }
    while (newest.size() > LATELY) {
      newest.pollLast();
    }
  }

  /// The latest write, which is given out only once; waits a moment for one.
  Optional<Write> take() throws InterruptedException {
    return Optional.ofNullable(newest.pollFirst(1, TimeUnit.SECONDS));
  }
}
