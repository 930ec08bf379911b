package org.rollbook.grades.domain;

/// A grade as the LMS calculated it.
///
/// @param percent finite, from 0 to 1; above 1 only if a course's weights add up to more
/// @param letter such as `Pass` or `A`; empty for a learner who does not pass
/// @param gradingPolicyHash empty if unknown
/// @param courseVersion of the course's content; empty if unknown
public record Calculation(
    double percent, String letter, String gradingPolicyHash, String courseVersion) {

  public Calculation {
    if (!Double.isFinite(percent) || percent < 0) {
      throw new IllegalArgumentException("not a percent grade: " + percent);
    }
    // Only one zero is allowed: -0.0 would be another record and another decimal.
    percent = percent + 0.0;
  }

  /// A learner with a letter passes, as in the LMS's own API.
  public boolean passes() {
    return !letter.isEmpty();
  }
}
