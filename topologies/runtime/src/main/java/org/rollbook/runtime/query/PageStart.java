package org.rollbook.runtime.query;

import java.util.Arrays;

/// Where a page begins: beside a key, on one side of it or the other.
///
/// @param key the part of the row key after the list's prefix, never itself on the page
public record PageStart(byte[] key, Direction direction) {

  /// Which way the page goes from the key; rows are listed in key order both ways.
  public enum Direction {
    AFTER,
    BEFORE
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PageStart(byte[] otherKey, Direction otherDirection)
        && direction == otherDirection
        && Arrays.equals(key, otherKey);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + direction.hashCode();
  }
}
