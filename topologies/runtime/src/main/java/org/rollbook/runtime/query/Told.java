package org.rollbook.runtime.query;

/// What somebody who may hold a partition said when asked for something of it.
sealed interface Told<T> {

  /// This, as fresh as told.
  record Said<T>(T value, Freshness freshness) implements Told<T> {}

  /// Has a copy, or should, and cannot answer from it now.
  record Refused<T>(Refusal refusal) implements Told<T> {}

  /// Has no copy of the partition: whoever asked must ask somebody else.
  record NotHeld<T>(String why) implements Told<T> {}
}
