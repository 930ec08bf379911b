package org.rollbook.testkit.campus;

import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.grades.LmsGrade;

/// Receives each row that the campus's LMS writes, in the order of its events and before they reach
/// the bus.
public interface LmsWrites {

  /// Nobody wants to know.
  LmsWrites IGNORED =
      new LmsWrites() {
        @Override
        public void write(LmsEnrollment row) {}

        @Override
        public void write(LmsGrade row) {}
      };

  /// An enrollment was made or changed.
  void write(LmsEnrollment row);

  /// A grade was stored.
  void write(LmsGrade row);
}
