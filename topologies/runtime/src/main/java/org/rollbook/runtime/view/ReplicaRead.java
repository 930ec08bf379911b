package org.rollbook.runtime.view;

import java.util.function.Function;

/// The result of reading one replica of a store's partition.
public sealed interface ReplicaRead<T> {

  /// The replica is open and has this value.
  record Read<T>(T value) implements ReplicaRead<T> {}

  /// The replica cannot be read now.
  ///
  /// @param why one sentence for a person
  record Unreadable<T>(String why) implements ReplicaRead<T> {}

  /// The result of another reading that takes the value of this one.
  default <U> ReplicaRead<U> then(Function<? super T, ReplicaRead<U>> next) {
    return switch (this) {
      case Read<T>(T value) -> next.apply(value);
      case Unreadable<T>(String why) -> new Unreadable<>(why);
    };
  }
}
