package org.rollbook.benchmark.beside;

import java.util.List;
import java.util.Optional;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;

/// Another store of the same rows. Thread-safe.
interface Rows {

  Optional<Heard<Enrollment>> row(LearnerCourse key);

  /// Each in its place.
  List<Optional<Heard<Enrollment>>> rows(List<LearnerCourse> keys);

  /// By learner.
  ///
  /// @param after the id of the last learner of the page before, 0 for the first page
  List<Heard<Enrollment>> roster(CourseKey course, long after, int size);
}
