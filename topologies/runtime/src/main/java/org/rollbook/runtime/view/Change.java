package org.rollbook.runtime.view;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.Heard;

/// What one event did to one row.
///
/// @param key of the row
/// @param before empty if the event made the row
/// @param after equal to `before` if the event changed nothing
/// @param isApplied whether the row is another now
public record Change<E, R>(
    Bytes key, Heard<E> heard, Optional<R> before, R after, boolean isApplied) {

  /// Whether the row is another is told here, once for all who ask.
  static <E, R> Change<E, R> of(Bytes key, Heard<E> heard, Optional<R> before, R after) {
    return new Change<>(
        key, heard, before, after, before.filter(row -> row.equals(after)).isEmpty());
  }
}
