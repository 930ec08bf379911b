package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;

/// Makes the LMS's events from actions: gives them their times, ids and host.
///
/// Two events have the same time only if they have the same state: otherwise no consumer could know
/// which of them the LMS meant as the later one.
final class Emission {

  private final Stamping stamping;
  private final double sameInstant;
  private final RandomGenerator chance;

  Emission(Stamping stamping, double sameInstant, RandomGenerator chance) {
    this.stamping = stamping;
    this.sameInstant = sameInstant;
    this.chance = chance;
  }

  /// @param created when the row was created, if it existed before
  List<EnrollmentEvent> events(Seat seat, LmsAction action, Optional<Instant> created) {
    LmsHost host = LmsHost.any(chance);
    var staff = action.byStaff() ? Optional.of(People.staff(chance.nextInt(3))) : noStaff();
    Instant now = stamping.next();
    Instant enrolledAt = created.orElse(shortlyBefore(now));
    var events = new ArrayList<EnrollmentEvent>(LmsAction.MOST_STEPS);
    LmsAction.Step previous = null;
    for (var step : action.steps()) {
      if (previous != null && !isAtOnce(step, previous)) {
        now = stamping.next();
      }
      var stamp = stamping.stamp(now, step.type(), host);
      var payload = new TrueEnrollment(seat.key(), step.mode(), step.active(), enrolledAt, stamp);
      events.add(
          new EnrollmentEvent(payload, seat.learner(), seat.course(), staff, host.hostName()));
      previous = step;
    }
    return events;
  }

  private boolean isAtOnce(LmsAction.Step step, LmsAction.Step previous) {
    return chance.nextDouble() < sameInstant && step.hasSameStateAs(previous);
  }

  /// The row is created a little before the event is sent, sometimes exactly on a second.
  private Instant shortlyBefore(Instant now) {
    Instant made = now.minus(chance.nextInt(1, 50_000), ChronoUnit.MICROS);
    return chance.nextInt(10) == 0 ? made.truncatedTo(ChronoUnit.SECONDS) : made;
  }

  private static Optional<Learner> noStaff() {
    return Optional.empty();
  }
}
