package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.rollbook.model.EventStamp;

/// Makes events of what was done at the LMS: gives them their times, ids and host.
///
/// Two events bear one time only if they say the same: of others nobody could tell which the LMS
/// meant to be the later.
final class Emission {

  private static final String SOURCE = "openedx/lms/web";

  private static final List<String> HOSTS =
      List.of("lms-7f9c6d5b84-2xkqp", "lms-7f9c6d5b84-9hvtz", "lms-worker-5c8d7-kk4wd");

  private static final long FIRST_NODE = 0x02fc_0000_0001L;

  private final CampusTime time;
  private final double sameInstant;
  private final RandomGenerator chance;
  private final EventIds ids = new EventIds();

  Emission(CampusTime time, double sameInstant, RandomGenerator chance) {
    this.time = time;
    this.sameInstant = sameInstant;
    this.chance = chance;
  }

  /// @param created when the row came into being, if it was there before
  List<CampusEvent> events(Seat seat, Doing doing, Optional<Instant> created) {
    int host = chance.nextInt(HOSTS.size());
    var staff = doing.byStaff() ? Optional.of(People.staff(chance.nextInt(3))) : noStaff();
    Instant now = time.next();
    Instant enrolledAt = created.orElse(shortlyBefore(now));
    var events = new ArrayList<CampusEvent>(Doing.MOST_STEPS);
    Doing.Step previous = null;
    for (var step : doing.steps()) {
      if (previous != null && !isAtOnce(step, previous)) {
        now = time.next();
      }
      var stamp = new EventStamp(now, step.type(), ids.next(now, FIRST_NODE + host), SOURCE);
      var said = new TrueEnrollment(seat.key(), step.mode(), step.active(), enrolledAt, stamp);
      events.add(new CampusEvent(said, seat.learner(), seat.course(), staff, HOSTS.get(host)));
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
