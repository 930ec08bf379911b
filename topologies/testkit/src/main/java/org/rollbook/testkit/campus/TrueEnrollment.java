package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Set;
import org.rollbook.model.EventStamp;

/// The state of one enrollment as an event of the campus carries it, and so what a row has to be;
/// also the form in which an observed row is passed to the [Truth].
///
/// @param enrolledAt when the learner first enrolled (`creation_date`), which re-enrolling keeps
/// @param stamp of the event
public record TrueEnrollment(
    CampusEnrollmentKey key, String mode, boolean active, Instant enrolledAt, EventStamp stamp)
    implements EventPayload {

  @Override
  public Set<Facet> claims() {
    return Set.of(Facet.ENROLLMENT);
  }
}
