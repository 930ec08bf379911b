package org.rollbook.benchmark.embedded;

import java.util.List;
import java.util.Optional;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.Stamped;

/// Another store of the same rows. Thread-safe.
interface BaselineRows {

  Optional<Stamped<Enrollment>> row(LearnerCourse key);

  /// One result for each key, in the order of the keys.
  List<Optional<Stamped<Enrollment>>> rows(List<LearnerCourse> keys);

  /// Sorted by learner.
  ///
  /// @param after the id of the last learner of the page before, 0 for the first page
  List<Stamped<Enrollment>> roster(CourseKey course, long after, int size);
}
