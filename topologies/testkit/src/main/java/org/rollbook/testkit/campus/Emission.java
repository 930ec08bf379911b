package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;

/// Makes events of what was done at the LMS: gives them their times, ids and host.
///
/// Two events bear one time only if they say the same: of others nobody could tell which the LMS
/// meant to be the later.
final class Emission {

  private final Stamping stamping;
  private final double sameInstant;
  private final RandomGenerator chance;

  Emission(Stamping stamping, double sameInstant, RandomGenerator chance) {
    this.stamping = stamping;
    this.sameInstant = sameInstant;
    this.chance = chance;
  }

  /// @param created when the row came into being, if it was there before
  List<EnrollmentEvent> events(Seat seat, Doing doing, Optional<Instant> created) {
    LmsHost host = LmsHost.any(chance);
    var staff = doing.byStaff() ? Optional.of(People.staff(chance.nextInt(3))) : noStaff();
    Instant now = stamping.next();
    Instant enrolledAt = created.orElse(shortlyBefore(now));
    var events = new ArrayList<EnrollmentEvent>(Doing.MOST_STEPS);
    Doing.Step previous = null;
    for (var step : doing.steps()) {
      if (previous != null && !isAtOnce(step, previous)) {
        now = stamping.next();
      }
      var stamp = stamping.stamp(now, step.type(), host);
      var said = new TrueEnrollment(seat.key(), step.mode(), step.active(), enrolledAt, stamp);
      events.add(new EnrollmentEvent(said, seat.learner(), seat.course(), staff, host.hostName()));
      previous = step;
    }
    return events;
  }

  private boolean isAtOnce(Doing.Step step, Doing.Step previous) {
    return chance.nextDouble() < sameInstant && step.saysTheSameAs(previous);
  }

  /// The row is made a little before the event goes out, at times on the full second.
  private Instant shortlyBefore(Instant now) {
    Instant made = now.minus(chance.nextInt(1, 50_000), ChronoUnit.MICROS);
    return chance.nextInt(10) == 0 ? made.truncatedTo(ChronoUnit.SECONDS) : made;
  }

  private static Optional<Learner> noStaff() {
    return Optional.empty();
  }
}
