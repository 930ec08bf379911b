package org.rollbook.enrollments.topology;

import org.rollbook.enrollments.api.EnrollmentQueries;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.runtime.node.LearnerCourseTopology;
import org.rollbook.runtime.node.LearnerCourseTopology.Aggregate;
import org.rollbook.runtime.node.LearnerCourseTopology.Events;
import org.rollbook.runtime.node.LearnerCourseTopology.Rows;
import org.rollbook.runtime.view.AggregateLaw;
import org.rollbook.runtime.view.StoreSpec;

/// Who is enrolled where.
///
/// ```
/// enrollment events ─┬▶ ingest ─┬▶ by-learner ─▶ [enrollments] [history] ─▶ rollbook.enrollments.v1
/// table readings    ─┘          ├▶ by-course  ─▶ [roster] [counts] ─▶ rollbook.course-enrollment-counts.v1
///                               └▶ dead letters
/// ```
public final class EnrollmentsTopology {

  public static final LearnerCourseTopology<Enrollment, Stamped<Enrollment>, CourseCounts>
      DEFINITION =
          new LearnerCourseTopology<>(
              EnrollmentContract.TOPOLOGY,
              3,
              8101,
              new Events<>(EnrollmentReader.ALL, EnrollmentCodecs.EVENTS, Enrollment::key),
              new Rows<>(
                  new StoreSpec<>("enrollments", EnrollmentCodecs.ROW),
                  new StoreSpec<>("roster", EnrollmentCodecs.ROW),
                  Enrollment::latest,
                  EnrollmentQueries.FILTERS,
                  EnrollmentContract.ENROLLMENTS,
                  DerivedEnrollments::enrollment,
                  row -> row.payload().state().isPresent(),
                  row -> row.payload().canonicalText()),
              new Aggregate<>(
                  new StoreSpec<>("counts", EnrollmentCodecs.COUNTS),
                  row -> row.payload().course(),
                  AggregateLaw.of(CourseCounts.NONE, CourseCounts::with, CourseCounts::without),
                  EnrollmentContract.COURSE_ENROLLMENT_COUNTS,
                  DerivedEnrollments::counts),
              EnrollmentQueries::new);

  private EnrollmentsTopology() {}
}
