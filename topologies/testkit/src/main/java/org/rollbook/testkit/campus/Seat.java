package org.rollbook.testkit.campus;

/// A learner's place in a course, whether the learner ever takes it or not.
record Seat(Learner learner, Course course, EnrollmentKey key) {

  Seat(Learner learner, Course course) {
    this(learner, course, new EnrollmentKey(learner.id(), course.key()));
  }
}
