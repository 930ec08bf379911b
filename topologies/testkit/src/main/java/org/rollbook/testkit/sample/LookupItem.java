package org.rollbook.testkit.sample;

import java.util.Optional;
import org.rollbook.testkit.campus.CampusEnrollmentKey;

/// The answer of a lookup for one key.
///
/// @param key as in the answer
/// @param status of an answer for the key alone: 200, 404 or 503
public record LookupItem<T>(CampusEnrollmentKey key, int status, Optional<T> row) {

  static final int REFUSED = 503;

  /// A row if there is one to be found, and none otherwise.
  public LookupItem {
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
