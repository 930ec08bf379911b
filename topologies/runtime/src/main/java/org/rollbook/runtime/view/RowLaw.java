package org.rollbook.runtime.view;

import java.util.Optional;
import org.rollbook.model.Heard;

/// By which law a row changes: the same events in any order, any number of times, must end in the
/// same row.
@FunctionalInterface
public interface RowLaw<E, R> {

  /// The row after hearing an event; an equal row if the event is late or was heard before.
  R after(Optional<R> row, Heard<E> heard);
}
