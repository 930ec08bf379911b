package org.rollbook.testkit.campus;

import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;

/// A learner and the course in which the learner is enrolled.
public record CampusEnrollmentKey(LearnerId learner, CourseKey course) {

  @Override
  public String toString() {
    return learner + " in " + course;
  }
}
