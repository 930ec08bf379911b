package org.rollbook.runtime.query;

import org.apache.kafka.common.utils.Bytes;

/// Where a page begins: beside a key, on one side of it or the other.
///
/// @param key the part of the row key after the list's prefix, never itself on the page
public record PageStart(Bytes key, Direction direction) {

  /// Which way the page goes from the key; rows are listed in key order both ways.
  public enum Direction {
    AFTER,
    BEFORE
  }
}
