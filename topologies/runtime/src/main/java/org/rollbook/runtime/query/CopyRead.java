package org.rollbook.runtime.query;

import java.util.function.Function;

/// What reading one copy of a store's partition gave.
public sealed interface CopyRead<T> {

  /// The copy is open and said this.
  record Read<T>(T value) implements CopyRead<T> {}

  /// The copy cannot be read now.
  ///
  /// @param why one sentence for a person
  record Unreadable<T>(String why) implements CopyRead<T> {}

  /// What another reading, of what this one gave, gives.
  default <U> CopyRead<U> then(Function<? super T, CopyRead<U>> next) {
    return switch (this) {
      case Read<T>(T value) -> next.apply(value);
      case Unreadable<T>(String why) -> new Unreadable<>(why);
    };
  }
}
