package org.rollbook.runtime.view;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.Heard;

/// What one event did to one row.
///
/// @param key of the row
/// @param before empty if the event made the row
/// @param after equal to `before` if the event changed nothing
public record Change<E, R>(Bytes key, Heard<E> heard, Optional<R> before, R after) {

  /// Whether the row is another now.
  public boolean isApplied() {
    return before.isEmpty() || !before.get().equals(after);
  }
}
