package org.rollbook.runtime.serve.query;

import java.util.Optional;

/// Which page of a list is asked for.
///
/// @param size how many rows at most
/// @param start where it begins; empty is the list's beginning
public record PageRequest(int size, Optional<PageStart> start) {

  public PageRequest {
    if (size < 1) {
      throw new IllegalArgumentException("page size must be positive: " + size);
    }
  }
}
