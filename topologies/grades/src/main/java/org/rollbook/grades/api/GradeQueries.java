package org.rollbook.grades.api;

import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.runtime.serve.query.LearnerCourseQueries;
import org.rollbook.runtime.serve.query.RowFilters;

/// The queries of the grade views. A type of its own, since controllers are given what they need by
/// its type.
public record GradeQueries(LearnerCourseQueries<GradeClaim, Grade, GradeDistribution> views) {

  static final String IS_PASSING = "is_passing";

  /// The filters of both lists.
  public static final RowFilters<Grade> FILTERS =
      RowFilters.<Grade>none().withFlag(IS_PASSING, Grade::passes);
}
