package org.rollbook.model;

import java.util.regex.Pattern;

/// The key of a course run, in any of the spellings that Open edX uses
/// (`opaque_keys/edx/locator.py`, `ccx_keys`):
///
/// - `course-v1:edX+DemoX+Demo_Course`
/// - `ccx-v1:edX+DemoX+Demo_Course+ccx@1`
/// - `edX/DemoX/2012_Fall`, from before 2014
///
/// Kept as it is spelled: the LMS compares keys as text.
public record CourseKey(String value) {

  /// What the LMS's column holds (`CourseKeyField(max_length=255)`).
  private static final int MAX_LENGTH = 255;

  /// Letters and digits of any script, as Python's `\w` has them, and `_ - ~ . :` within a part.
  private static final String PART = "[\\p{L}\\p{N}_\\-~.:]+";

  /// Old keys know neither `~` nor `:`, but may hold a `%`.
  private static final String OLD_PART = "[\\p{L}\\p{N}_\\-.%]+";

  private static final Pattern SPELLINGS =
      Pattern.compile(
          "course-v1:P\\+P\\+P|ccx-v1:P\\+P\\+P\\+ccx@[0-9]+|O/O/O"
              .replace("P", PART)
              .replace("O", OLD_PART));

  public CourseKey {
    int length = value.codePointCount(0, value.length());
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "course key must have at most " + MAX_LENGTH + " characters, has " + length);
    }
    if (!SPELLINGS.matcher(value).matches()) {
      throw new IllegalArgumentException("not a course key: " + value);
    }
  }

  /// Reads a course key.
  ///
  /// @throws IllegalArgumentException naming the text, if it is none
  public static CourseKey parse(String text) {
    return new CourseKey(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
