package org.rollbook.runtime.view;

import java.util.function.BiFunction;

/// How a sum over rows follows its rows: the old row out, the new row in.
///
/// @param <R> the rows
/// @param <A> the sum
public interface AggregateLaw<R, A> {

  /// A law made of its three parts.
  static <R, A> AggregateLaw<R, A> of(
      A none, BiFunction<A, R, A> with, BiFunction<A, R, A> without) {
    return new AggregateLaw<>() {
      @Override
      public A none() {
        return none;
      }

      @Override
      public A with(A sum, R row) {
        return with.apply(sum, row);
      }

      @Override
      public A without(A sum, R row) {
        return without.apply(sum, row);
      }
    };
  }

  /// The sum over no rows.
  A none();

  /// The sum with a row more.
  A with(A sum, R row);

  /// The sum with a row less, one that was put in before.
  A without(A sum, R row);
}
