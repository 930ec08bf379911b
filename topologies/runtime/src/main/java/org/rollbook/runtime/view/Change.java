package org.rollbook.runtime.view;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.Stamped;

/// What one event did to one row.
///
/// @param key of the row
/// @param before empty if the event made the row
/// @param after equal to `before` if the event changed nothing
/// @param outcome applied if the event changed the row
public record Change<E, R>(
    Bytes key, Stamped<E> event, Optional<R> before, R after, Outcome outcome) {

  /// The change that an event makes by a law.
  static <E, R> Change<E, R> of(Bytes key, Stamped<E> event, Optional<R> before, RowLaw<E, R> law) {
    R after = law.after(before, event);
    boolean same = before.filter(after::equals).isPresent();
    return new Change<>(key, event, before, after, same ? Outcome.LATE : Outcome.APPLIED);
  }

  /// Whether the event changed the row.
  public boolean isApplied() {
    return outcome == Outcome.APPLIED;
  }
}
