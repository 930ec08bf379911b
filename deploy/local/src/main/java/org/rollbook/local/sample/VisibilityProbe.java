package org.rollbook.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rollbook.testkit.campus.CourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.sample.Reply.Answered;
import org.rollbook.testkit.sample.ViewApi;

/// Follows one event after the other from its sending to the first answer that has it, or has what
/// overruled it. Any thread.
final class VisibilityProbe {

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);

  /// One that is still not visible by then counts as visible after so long.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ViewApi<TrueEnrollment, CourseCounts> api;
  private final Tally tally;
  private final ScheduledExecutorService schedule;
  private final InstantSource clock;
  private final AtomicBoolean busy = new AtomicBoolean();

  VisibilityProbe(
      ViewApi<TrueEnrollment, CourseCounts> api,
      Tally tally,
      ScheduledExecutorService schedule,
      InstantSource clock) {
    this.api = api;
    this.tally = tally;
    this.schedule = schedule;
    this.clock = clock;
  }

  /// Takes up this event, unless it is busy with another.
  void follow(TrueEnrollment said, Instant sentAt) {
    if (busy.compareAndSet(false, true)) {
      schedule.execute(() -> look(said, sentAt));
    }
  }

  private void look(TrueEnrollment said, Instant sentAt) {
    boolean visible = isVisible(said);
    var waited = Duration.between(sentAt, clock.instant());
    if (visible || waited.compareTo(PATIENCE) > 0) {
      tally.addVisibleAfter(waited);
      busy.set(false);
    } else {
      var _ =
          schedule.schedule(
              () -> look(said, sentAt), BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean isVisible(TrueEnrollment said) {
    return api.row(said.key()) instanceof Answered<Optional<TrueEnrollment>>(var row, _)
        && row.filter(seen -> !said.stamp().isAfter(seen.stamp())).isPresent();
  }
}
