package org.rollbook.model;

/// A learner's numeric id in the LMS (`auth_user.id`), the only identification of a learner that
/// Rollbook has.
public record LearnerId(long value) implements Comparable<LearnerId> {

  public LearnerId {
    if (value <= 0) {
      throw new IllegalArgumentException("learner id must be positive: " + value);
    }
  }

  /// Reads plain decimal digits.
  ///
  /// @throws IllegalArgumentException naming the text, if it is anything else
  public static LearnerId parse(String text) {
    try {
      if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return new LearnerId(Long.parseLong(text));
      }
    } catch (NumberFormatException tooLarge) {
      // Falls through: a number too large for a long is as wrong as a text without digits.
    }
    throw new IllegalArgumentException("learner id must be a positive whole number: " + text);
  }

  @Override
  public int compareTo(LearnerId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
