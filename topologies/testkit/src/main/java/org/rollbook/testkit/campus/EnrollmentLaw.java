package org.rollbook.testkit.campus;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;

/// An enrollment is the payload of its latest event, unless that is a reading that found none.
final class EnrollmentLaw implements TruthLaw<TrueEnrollment, TrueEnrollment, TrueCourseCounts> {

  @Override
  public Optional<TrueEnrollment> rowOf(Collection<TrueEnrollment> events) {
    return events.stream()
        .max(Comparator.comparing(TrueEnrollment::stamp, StampLaw.EARLIEST_FIRST))
        .filter(latest -> !ReadingType.isAbsence(latest.stamp()));
  }

  @Override
  public CampusEnrollmentKey keyOf(TrueEnrollment row) {
    return row.key();
  }

  @Override
  public Set<EventStamp> stampsOf(TrueEnrollment row) {
    return Set.of(row.stamp());
  }

  @Override
  public Optional<String> lmsText(TrueEnrollment row) {
    return Optional.of(
        row.key().learner()
            + "#"
            + row.key().course()
            + "#"
            + row.mode()
            + "#"
            + (row.active() ? "1" : "0"));
  }

  @Override
  public Object countedOf(TrueEnrollment row) {
    return List.of(row.mode(), row.active());
  }

  @Override
  public Optional<TrueCourseCounts> figuresOf(CourseKey course, Collection<TrueEnrollment> roster) {
    return TrueCourseCounts.ofAny(course, roster);
  }
}
