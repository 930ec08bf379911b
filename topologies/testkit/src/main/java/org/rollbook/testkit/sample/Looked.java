package org.rollbook.testkit.sample;

import java.util.Optional;
import org.rollbook.testkit.campus.EnrollmentKey;

/// What a lookup answered about one key.
///
/// @param key as the answer has it
/// @param status what the key alone would have been answered with: 200, 404 or 503
public record Looked<T>(EnrollmentKey key, int status, Optional<T> row) {

  static final int REFUSED = 503;

  /// A row if there is one to be found, and none otherwise.
  public Looked {
    if (row.isPresent() != (status == 200)
        || (row.isEmpty() && status != 404 && status != REFUSED)) {
      throw new IllegalArgumentException(
          "%s: status %d %s a row".formatted(key, status, row.isPresent() ? "with" : "without"));
    }
  }

  boolean isRefused() {
    return status == REFUSED;
  }
}
