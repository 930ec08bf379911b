package org.rollbook.runtime.serve.query;

import java.util.Map;
import java.util.function.Predicate;

/// Selects rows of a list, in a form that can be sent to another instance.
public interface RowFilter<R> extends Predicate<R> {

  /// Its parameters; without any it accepts every row.
  Map<String, String> parameters();

  /// Makes a filter from its parameters.
  @FunctionalInterface
  interface Parser<R> {

    /// The filter that has these parameters.
    ///
    /// @throws IllegalArgumentException for parameters that no filter has
    RowFilter<R> parse(Map<String, String> parameters);
  }
}
