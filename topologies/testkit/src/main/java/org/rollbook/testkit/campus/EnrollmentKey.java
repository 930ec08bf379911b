package org.rollbook.testkit.campus;

import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

/// Who is enrolled in what.
public record EnrollmentKey(LearnerId learner, CourseKey course) {

  @Override
  public String toString() {
    return learner + " in " + course;
  }
}
