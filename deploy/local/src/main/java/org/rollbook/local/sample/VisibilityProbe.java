package org.rollbook.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.sample.SampleReply.Answered;
import org.rollbook.testkit.sample.ViewApi;

/// Follows one event after the other from its sending to the first answer that has it, or has a
/// later event of the same row. Any thread.
final class VisibilityProbe {

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);

  /// An event that is still not visible after this time counts as visible then.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ViewApi<TrueEnrollment, TrueCourseCounts> api;
  private final SampleTally tally;
  private final ScheduledExecutorService schedule;
  private final InstantSource clock;
  private final AtomicBoolean busy = new AtomicBoolean();

  VisibilityProbe(
      ViewApi<TrueEnrollment, TrueCourseCounts> api,
      SampleTally tally,
      ScheduledExecutorService schedule,
      InstantSource clock) {
    this.api = api;
    this.tally = tally;
    this.schedule = schedule;
    this.clock = clock;
  }

  /// Follows this event, unless it is busy with another.
  void follow(TrueEnrollment payload, Instant sentAt) {
    if (busy.compareAndSet(false, true)) {
      schedule.execute(() -> look(payload, sentAt));
    }
  }

  private void look(TrueEnrollment payload, Instant sentAt) {
    boolean visible = isVisible(payload);
    var waited = Duration.between(sentAt, clock.instant());
    if (visible || waited.compareTo(PATIENCE) > 0) {
      tally.addVisibleAfter(waited);
      busy.set(false);
    } else {
      var _ =
          schedule.schedule(
              () -> look(payload, sentAt), BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean isVisible(TrueEnrollment payload) {
    return api.row(payload.key()) instanceof Answered<Optional<TrueEnrollment>>(var row, _)
        && row.filter(seen -> !payload.stamp().isAfter(seen.stamp())).isPresent();
  }
}
