package org.rollbook.runtime.view;

import java.util.List;

/// A part of a view besides its rows: history, aggregate or publication. It is written in the same
/// task as the rows, and so is as exact as they are.
///
/// @param <E> the payload of events
/// @param <R> the rows
public interface ViewPart<E, R> {

  /// The stores that it needs.
  List<StoreSpec<?>> stores();

  /// Opens it in one task.
  TaskPart<E, R> in(ViewTask task);

  /// One task's part of it.
  @FunctionalInterface
  interface TaskPart<E, R> {

    /// Cannot fail, and does nothing.
    Runnable NOTHING = () -> {};

    /// The writes that an event of the task causes, also if it is late.
    ///
    /// Whatever an event may cause to fail must fail here, before anything is written: codecs,
    /// laws, sizes. The returned action only writes.
    Runnable effectOf(Change<E, R> change);
  }
}
