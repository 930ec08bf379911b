package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.grades.LmsGrade;

/// A course grade as it was calculated.
///
/// @param percent from 0 to 1, in hundredths
/// @param letter empty for a grade that does not pass
/// @param policyHash of the grading policy that it was calculated by
public record Score(double percent, String letter, String policyHash, String courseVersion) {

  /// The score of a row of the LMS's table.
  static Score of(LmsGrade row) {
    return new Score(row.percent(), row.letter(), row.gradingPolicyHash(), row.courseVersion());
  }

  boolean isPassing() {
    return !letter.isEmpty();
  }

  /// The row of the LMS's table that has it.
  LmsGrade lmsRow(CampusEnrollmentKey key, Optional<Instant> passedAt) {
    return new LmsGrade(
        key.learner(), key.course(), percent, letter, policyHash, courseVersion, passedAt);
  }
}
