package org.rollbook.grades.topology;

import org.rollbook.grades.api.GradeQueries;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.grades.GradeContract;
import org.rollbook.runtime.node.LearnerCourseTopology;
import org.rollbook.runtime.node.LearnerCourseTopology.Aggregate;
import org.rollbook.runtime.node.LearnerCourseTopology.Events;
import org.rollbook.runtime.node.LearnerCourseTopology.Rows;
import org.rollbook.runtime.view.AggregateLaw;
import org.rollbook.runtime.view.StoreSpec;

/// How learners are doing.
///
/// ```
/// grade summaries  ─┐            ┌▶ by-learner ─▶ [grades] [history] ─▶ rollbook.grades.v1
/// passing statuses ─┼─▶ ingest ──┼▶ by-course  ─▶ [gradebook] [distributions] ─▶ rollbook.course-grade-distributions.v1
/// tracking events  ─┤            └▶ dead letters
/// table readings   ─┘
/// ```
public final class GradesTopology {

  public static final LearnerCourseTopology<GradeClaim, Grade, GradeDistribution> DEFINITION =
      new LearnerCourseTopology<>(
          GradeContract.TOPOLOGY,
          3,
          8102,
          new Events<>(GradeReader.ALL, GradeCodecs.EVENTS, GradeClaim::key),
          new Rows<>(
              new StoreSpec<>("grades", GradeCodecs.ROW),
              new StoreSpec<>("gradebook", GradeCodecs.ROW),
              Grade::after,
              GradeQueries.FILTERS,
              GradeContract.GRADES,
              DerivedGrades::grade,
              Grade::exists,
              Grade::canonicalText),
          new Aggregate<>(
              new StoreSpec<>("distributions", GradeCodecs.DISTRIBUTION),
              Grade::course,
              AggregateLaw.of(
                  GradeDistribution.NONE, GradeDistribution::with, GradeDistribution::without),
              GradeContract.COURSE_GRADE_DISTRIBUTIONS,
              DerivedGrades::distribution),
          GradeQueries::new);

  private GradesTopology() {}
}
