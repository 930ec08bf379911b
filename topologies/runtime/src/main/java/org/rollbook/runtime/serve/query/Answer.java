package org.rollbook.runtime.serve.query;

import java.util.function.Function;

/// The answer of a view to a question.
///
/// @param <T> what was asked for: a row, a page
public sealed interface Answer<T> {

  /// Here it is, with its freshness.
  record Found<T>(T row, Freshness freshness) implements Answer<T> {}

  /// There is none, as of the stated time. This is a promise: only a complete view within the
  /// bounds gives it.
  record Missing<T>(Freshness freshness) implements Answer<T> {}

  /// Not now: it claims neither that there is one nor that there is none.
  record NotReady<T>(Refusal refusal) implements Answer<T> {}

  /// A refusal that may end within a second.
  static <T> Answer<T> notNow(Refusal.Reason reason, String detail) {
    return new NotReady<>(Refusal.forNow(reason, detail));
  }

  /// The same answer, with a value made from the row.
  default <U> Answer<U> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Found<T>(T row, Freshness freshness) -> new Found<>(change.apply(row), freshness);
      case Missing<T>(Freshness freshness) -> new Missing<>(freshness);
      case NotReady<T>(Refusal refusal) -> new NotReady<>(refusal);
    };
  }
}
