package org.rollbook.benchmark.inner;

import java.util.List;
import org.rollbook.benchmark.data.Roll;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;

/// Two of the rows that the other benchmarks have.
final class SampleRows {

  private static final List<Heard<Enrollment>> ROWS =
      new Roll(CourseKey.parse("course-v1:CampusX+C001+2026"), 2).rows().toList();

  static final Heard<Enrollment> EARLIER = ROWS.getFirst();
  static final Heard<Enrollment> LATER = ROWS.getLast();

  private SampleRows() {}
}
