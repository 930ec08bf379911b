package org.rollbook.runtime.ingest;

import org.rollbook.model.event.RejectCause;

/// What became of a decoded event.
///
/// @param <E> what events say
public sealed interface ReadResult<E> {

  /// It was understood.
  record Read<E>(E said) implements ReadResult<E> {}

  /// It makes no sense.
  ///
  /// @param detail a sentence for whoever looks at the dead letter, without personal data
  record Refused<E>(RejectCause cause, String detail) implements ReadResult<E> {}
}
