package org.rollbook.benchmark.inner;

import java.util.List;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Heard;

/// What is heard first of an enrollment, one after the other.
final class SampleRows {

  private static final List<Heard<Enrollment>> ROWS =
      Campuses.heard(Campuses.until(2, Campuses.young())).limit(2).toList();

  static final Heard<Enrollment> EARLIER = ROWS.getFirst();
  static final Heard<Enrollment> LATER = ROWS.getLast();

  private SampleRows() {}
}
