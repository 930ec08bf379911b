package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.EventStamp;
import org.rollbook.model.enrollments.LmsEnrollment;

/// The state of one enrollment as an event of the campus or a reading carries it, and so what a row
/// has to be; also the form in which an observed row is passed to the [Truth].
///
/// @param enrolledAt when the learner first enrolled (`creation_date`), which re-enrolling keeps
/// @param stamp of the event
public record TrueEnrollment(
    CampusEnrollmentKey key, String mode, boolean active, Instant enrolledAt, EventStamp stamp)
    implements EventPayload {

  /// The reading that the LMS has no such enrollment. Its other fields mean nothing.
  public static TrueEnrollment absent(CampusEnrollmentKey key, EventStamp stamp) {
    return new TrueEnrollment(key, "", false, Instant.EPOCH, stamp);
  }

  /// The row of the LMS's table that has this state.
  LmsEnrollment lmsRow() {
    return new LmsEnrollment(key.learner(), key.course(), mode, active, Optional.of(enrolledAt));
  }

  @Override
  public Set<Facet> claims() {
    return Set.of(Facet.ENROLLMENT);
  }
}
