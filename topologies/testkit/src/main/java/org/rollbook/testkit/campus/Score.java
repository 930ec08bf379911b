package org.rollbook.testkit.campus;

/// A course grade as it was calculated.
///
/// @param percent from 0 to 1, in hundredths
/// @param letter empty for a grade that does not pass
/// @param policyHash of the grading policy that it was calculated by
public record Score(double percent, String letter, String policyHash, String courseVersion) {

  boolean isPassing() {
    return !letter.isEmpty();
  }
}
