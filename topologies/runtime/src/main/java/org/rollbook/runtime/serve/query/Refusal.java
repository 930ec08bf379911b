package org.rollbook.runtime.serve.query;

import java.time.Duration;

/// Why there is no answer now, and when asking again may help.
///
/// @param detail one sentence for a person, without personal data
public record Refusal(Reason reason, String detail, Duration retryAfter) {

  private static final Duration SOON = Duration.ofSeconds(1);

  /// A refusal that may end within a second.
  static Refusal forNow(Reason reason, String detail) {
    return new Refusal(reason, detail, SOON);
  }

  /// The kinds of refusal, each a problem type of its own.
  public enum Reason {
    /// The partition is being restored or moved.
    NOT_READY,
    /// The instance that was asked has no replica of the partition: another one must be asked. Only
    /// between instances; callers get [#NOT_READY].
    NOT_HERE,
    /// The view is not complete yet, so it cannot promise that there is none.
    INCOMPLETE,
    /// The as-of of the replica lies outside the bounds.
    STALE,
    /// The event that the caller named was not received yet.
    NOT_YET_APPLIED,
    /// Too many reads are under way.
    OVERLOADED
  }
}
