package org.rollbook.testkit.campus;

/// A learner and a course, whether the learner is enrolled there or not.
record Seat(Learner learner, Course course, CampusEnrollmentKey key) {

  Seat(Learner learner, Course course) {
    this(learner, course, new CampusEnrollmentKey(learner.id(), course.key()));
  }
}
