package org.rollbook.runtime.query;

import java.util.Map;
import java.util.function.Predicate;

/// Which rows of a list are wanted, in a form that can be sent to whoever has them.
public interface RowFilter<R> extends Predicate<R> {

  /// What it is made of; none takes any row.
  Map<String, String> parameters();

  /// Makes a filter of what it is made of.
  @FunctionalInterface
  interface Parser<R> {

    /// The filter that has these parameters.
    ///
    /// @throws IllegalArgumentException for parameters that no filter has
    RowFilter<R> parse(Map<String, String> parameters);
  }
}
