package org.rollbook.runtime.view;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/// Something that is kept or told beside the rows of a view, in the same task and so as exactly as
/// they are.
///
/// @param <E> what events say
/// @param <R> the rows
public interface Beside<E, R> {

  /// The stores that it needs.
  List<StoreSpec<?>> stores();

  /// Begins with one task.
  Kept<E, R> in(ProcessorContext<Bytes, Bytes> context);

  /// One task's part of it.
  @FunctionalInterface
  interface Kept<E, R> {

    /// Hears of every event of the task, late ones too.
    void heard(Change<E, R> change);
  }
}
