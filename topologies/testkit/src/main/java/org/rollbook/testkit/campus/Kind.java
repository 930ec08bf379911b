package org.rollbook.testkit.campus;

/// What a campus tells of. Whatever it does not tell of happens there all the same.
public enum Kind {

  /// Who is enrolled.
  ENROLLMENTS,

  /// Grades, and the tracking log with its other entries.
  GRADES;

  static Kind of(CampusEvent event) {
    return event instanceof CampusEvent.EnrollmentEvent ? ENROLLMENTS : GRADES;
  }
}
