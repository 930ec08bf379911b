package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.EventStamp;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.lms.AbsentRow;

/// The state of one enrollment as an event of the campus or a reading carries it, and so what a row
/// has to be; also the form in which an observed row is passed to the [Truth].
///
/// @param enrolledAt when the learner first enrolled (`creation_date`), which re-enrolling keeps
/// @param stamp of the event
public record TrueEnrollment(
    CampusEnrollmentKey key, String mode, boolean active, Instant enrolledAt, EventStamp stamp)
    implements EventPayload {

  /// The content of a reading of the LMS's table.
  public static TrueEnrollment ofReading(LmsEnrollment row, EventStamp stamp) {
    return new TrueEnrollment(
        new CampusEnrollmentKey(row.learner(), row.course()),
        row.mode(),
        row.active(),
        row.created().orElse(Instant.EPOCH),
        stamp);
  }

  /// The reading that the LMS has no such enrollment. Its other fields mean nothing.
  public static TrueEnrollment ofReading(AbsentRow row, EventStamp stamp) {
    var key = new CampusEnrollmentKey(row.learner(), row.course());
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
