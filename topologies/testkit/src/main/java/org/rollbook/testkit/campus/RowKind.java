package org.rollbook.testkit.campus;

/// Which events a campus emits. Everything happens there, whether its events are emitted or not.
public enum RowKind {

  /// Enrollments.
  ENROLLMENTS,

  /// Grades, and the tracking log with its other entries.
  GRADES;

  static RowKind of(CampusEvent event) {
    return event instanceof CampusEvent.EnrollmentEvent ? ENROLLMENTS : GRADES;
  }
}
