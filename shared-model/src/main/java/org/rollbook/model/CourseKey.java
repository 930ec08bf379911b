package org.rollbook.model;

import java.util.regex.Pattern;

/// The key of a course run, in any of the spellings that Open edX uses
/// (`opaque_keys/edx/locator.py`, `ccx_keys`):
///
/// - `course-v1:edX+DemoX+Demo_Course`
/// - `ccx-v1:edX+DemoX+Demo_Course+ccx@1`
/// - `edX/DemoX/2012_Fall`, from before 2014
///
/// The spelling is kept: the LMS compares keys as text.
public record CourseKey(String value) {

  /// The length of the LMS's column (`CourseKeyField(max_length=255)`).
  private static final int MAX_LENGTH = 255;

  /// Letters and digits of any script, as Python's `\w` has them, and `_ - ~ . :` within a part.
  private static final String PART = "[\\p{L}\\p{N}_\\-~.:]+";

  /// Old keys allow neither `~` nor `:`, but may have a `%`.
  private static final String OLD_PART = "[\\p{L}\\p{N}_\\-.%]+";

  private static final String USUAL_BEGINNING = "course-v1:";

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
    if (!isPlain(value) && !SPELLINGS.matcher(value).matches()) {
      throw new IllegalArgumentException("not a course key: " + value);
    }
  }

  /// Whether this is the spelling that nearly all keys have, in ASCII. This check costs a small
  /// part of what the pattern costs, and each event makes a dozen keys.
  private static boolean isPlain(String value) {
    if (!value.startsWith(USUAL_BEGINNING)) {
      return false;
    }
    int parts = 1;
    int start = USUAL_BEGINNING.length();
    for (int i = start; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '+') {
        if (i == start) {
          return false;
        }
        parts++;
        start = i + 1;
      } else if (!isPlain(c)) {
        return false;
      }
    }
    return parts == 3 && start < value.length();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-~.:".indexOf(c) >= 0;
  }

  /// Reads a course key.
  ///
  /// @throws IllegalArgumentException naming the text, if it is not a course key
  public static CourseKey parse(String text) {
    return new CourseKey(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
