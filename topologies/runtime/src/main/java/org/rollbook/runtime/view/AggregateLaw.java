package org.rollbook.runtime.view;

/// How a sum over rows follows its rows: the old row out, the new row in.
///
/// @param <R> the rows
/// @param <A> the sum
public interface AggregateLaw<R, A> {

  /// The sum over no rows.
  A none();

  /// The sum with a row more.
  A with(A sum, R row);

  /// The sum with a row less, one that was put in before.
  A without(A sum, R row);
}
