package org.rollbook.runtime.view;

import java.util.List;

/// Something that is kept or published beside the rows of a view, in the same task and so as
/// exactly as they are.
///
/// @param <E> what events say
/// @param <R> the rows
public interface Beside<E, R> {

  /// The stores that it needs.
  List<StoreSpec<?>> stores();

  /// Begins with one task.
  Kept<E, R> in(ViewTask task);

  /// One task's part of it.
  @FunctionalInterface
  interface Kept<E, R> {

    /// What cannot fail, and does nothing.
    Runnable NOTHING = () -> {};

    /// What is to be written about an event of the task, late ones too.
    ///
    /// Whatever an event may make fail fails in here, before anything is written: codecs, laws,
    /// sizes. What is returned only writes.
    Runnable effectOf(Change<E, R> change);
  }
}
