package org.rollbook.enrollments.api;

import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.serve.query.LearnerCourseQueries;
import org.rollbook.runtime.serve.query.RowFilters;

/// The queries of the enrollment views. A type of its own, since controllers are given what they
/// need by its type.
public record EnrollmentQueries(
    LearnerCourseQueries<Enrollment, Stamped<Enrollment>, CourseCounts> views) {

  static final String IS_ACTIVE = "is_active";
  static final String MODE = "mode";

  /// The filters of both lists.
  public static final RowFilters<Stamped<Enrollment>> FILTERS =
      RowFilters.<Stamped<Enrollment>>none()
          .withFlag(IS_ACTIVE, row -> row.payload().isActive())
          .withText(MODE, (row, mode) -> row.payload().isOfMode(mode));
}
