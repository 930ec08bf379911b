package org.rollbook.runtime.view;

import java.util.Optional;
import org.rollbook.model.Stamped;

/// The law by which a row changes: the same events in any order, any number of times, must end in
/// the same row.
@FunctionalInterface
public interface RowLaw<E, R> {

  /// The row after an event; an equal row if the event is late or was received before.
  R after(Optional<R> row, Stamped<E> event);
}
