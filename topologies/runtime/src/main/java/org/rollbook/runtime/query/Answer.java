package org.rollbook.runtime.query;

import java.util.function.Function;

/// What a view says when asked for something.
///
/// @param <T> what was asked for: a row, a page
public sealed interface Answer<T> {

  /// Here it is, as fresh as told.
  record Found<T>(T row, Freshness freshness) implements Answer<T> {}

  /// There is none, as of the time told: a promise, given only by a complete view within the bound.
  record Missing<T>(Freshness freshness) implements Answer<T> {}

  /// Not now: no claim is made either way.
  record NotReady<T>(Refusal refusal) implements Answer<T> {}

  /// The same answer about something made of the row.
  default <U> Answer<U> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Found<T>(T row, Freshness freshness) -> new Found<>(change.apply(row), freshness);
      case Missing<T>(Freshness freshness) -> new Missing<>(freshness);
      case NotReady<T>(Refusal refusal) -> new NotReady<>(refusal);
    };
  }
}
