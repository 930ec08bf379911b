package org.rollbook.runtime.serve.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One page of a list, in key order.
///
/// @param next where the page after this one begins, if there may be more rows; survives rebalances
///   and new rows
/// @param previous where the page before this one ends, if there may be rows before
public record Page<T>(List<T> rows, Optional<PageStart> next, Optional<PageStart> previous) {

  public Page {
    rows = List.copyOf(rows);
  }

  /// The same page, with a value made from each row.
  <U> Page<U> map(Function<? super T, ? extends U> change) {
    return new Page<>(rows.stream().<U>map(change).toList(), next, previous);
  }
}
