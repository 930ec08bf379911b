package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Set;
import org.rollbook.model.EventStamp;

/// The state of one enrollment as an event of the campus said it, and so what a row has to be; also
/// the form in which an observed row is put to the [Truth].
///
/// @param enrolledAt when the learner first enrolled (`creation_date`), which re-enrolling keeps
/// @param stamp of the event that said so
public record TrueEnrollment(
    EnrollmentKey key, String mode, boolean active, Instant enrolledAt, EventStamp stamp)
    implements Said {

  @Override
  public Set<Facet> claims() {
    return Set.of(Facet.ENROLLMENT);
  }
}
