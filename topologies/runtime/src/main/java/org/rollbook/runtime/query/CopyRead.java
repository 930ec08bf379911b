package org.rollbook.runtime.query;

/// What reading one copy of a store's partition gave.
public sealed interface CopyRead<T> {

  /// The copy is open and said this.
  record Read<T>(T value) implements CopyRead<T> {}

  /// The copy cannot be read now.
  ///
  /// @param why one sentence for a person
  record Unreadable<T>(String why) implements CopyRead<T> {}
}
