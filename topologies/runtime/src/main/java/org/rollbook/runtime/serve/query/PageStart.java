package org.rollbook.runtime.serve.query;

import org.apache.kafka.common.utils.Bytes;

/// Where a page begins: directly before or directly after a key.
///
/// @param key the part of the row key after the list's prefix, never itself on the page
public record PageStart(Bytes key, Direction direction) {

  /// The direction of the page from the key. Rows are listed in key order in both directions.
  public enum Direction {
    AFTER,
    BEFORE
  }
}
