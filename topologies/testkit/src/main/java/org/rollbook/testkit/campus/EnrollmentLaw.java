package org.rollbook.testkit.campus;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;

/// An enrollment is what the latest event about it said.
final class EnrollmentLaw implements RowLaw<TrueEnrollment, TrueEnrollment, CourseCounts> {

  @Override
  public Optional<TrueEnrollment> rowOf(Collection<TrueEnrollment> heard) {
    return heard.stream().max(Comparator.comparing(TrueEnrollment::stamp, Law.EARLIEST_FIRST));
  }

  @Override
  public EnrollmentKey keyOf(TrueEnrollment row) {
    return row.key();
  }

  @Override
  public Set<EventStamp> stampsOf(TrueEnrollment row) {
    return Set.of(row.stamp());
  }

  @Override
  public Object countedOf(TrueEnrollment row) {
    return List.of(row.mode(), row.active());
  }

  @Override
  public Optional<CourseCounts> figuresOf(CourseKey course, Collection<TrueEnrollment> roster) {
    return CourseCounts.ofAny(course, roster);
  }
}
