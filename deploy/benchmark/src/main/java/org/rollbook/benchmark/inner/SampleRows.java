package org.rollbook.benchmark.inner;

import java.util.List;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Stamped;

/// The first events of an enrollment, one after the other.
final class SampleRows {

  private static final List<Stamped<Enrollment>> ROWS =
      Campuses.stamped(Campuses.until(2, Campuses.young())).limit(2).toList();

  static final Stamped<Enrollment> EARLIER = ROWS.getFirst();
  static final Stamped<Enrollment> LATER = ROWS.getLast();

  private SampleRows() {}
}
