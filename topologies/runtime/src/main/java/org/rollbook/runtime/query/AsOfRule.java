package org.rollbook.runtime.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;

/// No copy answers outside the caller's bounds, be it active, standby or restoring.
///
/// @param clockSkew how far clocks of this system may differ
record AsOfRule(Duration clockSkew, Clock clock) {

  private static final Duration SOON = Duration.ofSeconds(1);

  /// Why an answer of this as-of would not do, if so.
  ///
  /// @param copy names it to a person, such as `partition 3 of roster`
  /// @param openedAt when the copy was opened
  Optional<Refusal> refusal(String copy, AsOf asOf, Instant openedAt, Bounds bounds) {
    if (asOf.asOf().isEmpty()) {
      return refused(Reason.NOT_READY, copy + " has not heard yet how far the sources were read");
    }
    Instant time = asOf.asOf().get();
    if (time.isBefore(clock.instant().minus(bound(asOf, openedAt, bounds)))) {
      return refused(Reason.STALE, holds(copy, time) + ", which is older than asked for");
    }
    return bounds.minAsOf().filter(time::isBefore).isPresent()
        ? refused(
            Reason.STALE, holds(copy, time) + ", and " + bounds.minAsOf().get() + " was asked for")
        : Optional.empty();
  }

  /// A copy that is still replaying a compacted journal or changelog from far back sees as-of times
  /// that compaction has made untrue, all of them older than the compaction lag. Once it has heard
  /// a watermark of its own lifetime it has passed the end that it began with.
  private Duration bound(AsOf asOf, Instant openedAt, Bounds bounds) {
    Instant surelyAfterOpening = openedAt.plus(clockSkew);
    boolean reachedItsFirstEnd = asOf.listedAt().filter(surelyAfterOpening::isBefore).isPresent();
    Duration clamp = StoreSpec.COMPACTION_LAG.minus(clockSkew);
    return reachedItsFirstEnd || bounds.maxStaleness().compareTo(clamp) < 0
        ? bounds.maxStaleness()
        : clamp;
  }

  private static String holds(String copy, Instant time) {
    return copy + " holds what the sources held before " + time;
  }

  private static Optional<Refusal> refused(Reason reason, String detail) {
    return Optional.of(new Refusal(reason, detail, SOON));
  }
}
