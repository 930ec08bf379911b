package org.rollbook.runtime.query;

import java.time.Duration;

/// Why there is no answer now, and when asking again may help.
///
/// @param detail one sentence for a person, without personal data
public record Refusal(Reason reason, String detail, Duration retryAfter) {

  /// The kinds of refusal, each a problem type of its own.
  public enum Reason {
    /// The partition is being restored, moved, or held elsewhere.
    NOT_READY,
    /// The view does not hold everything yet, so it cannot say "there is none".
    INCOMPLETE,
    /// The copy's as-of lies outside the bound.
    STALE,
    /// The event that the caller names was not heard yet.
    NOT_YET_APPLIED,
    /// Too many reads are under way.
    OVERLOADED
  }
}
