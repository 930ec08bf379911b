package org.rollbook.grades.domain;

/// What the LMS calculated.
///
/// @param percent finite, from 0 to 1, above it only where a course's weights add up to more
/// @param letter such as `Pass` or `A`; empty for a learner who does not pass
/// @param gradingPolicyHash empty if not told
/// @param courseVersion of the course's content; empty if not told
public record Calculation(
    double percent, String letter, String gradingPolicyHash, String courseVersion) {

  public Calculation {
    if (!Double.isFinite(percent) || percent < 0) {
      throw new IllegalArgumentException("not a percent grade: " + percent);
    }
    // One zero only: -0.0 is another record and another decimal.
    percent = percent + 0.0;
  }

  /// As the LMS's own API has it: whoever has a letter passes.
  public boolean passes() {
    return !letter.isEmpty();
  }
}
