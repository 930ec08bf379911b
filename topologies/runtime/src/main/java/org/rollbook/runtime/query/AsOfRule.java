package org.rollbook.runtime.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.Coverage;

/// No copy answers outside the caller's bounds, be it active, standby or restoring.
///
/// Ages are measured by the broker's time, from which every as-of is: a clock of ours that is wrong
/// must not make an old answer look new.
///
/// @param clockSkew how far the clocks of brokers may differ
record AsOfRule(Duration clockSkew, BrokerTime time) {

  private static final Duration SOON = Duration.ofSeconds(1);

  /// Brokers' clocks differ a little; an as-of that is further ahead is nobody's.
  private static final Duration AHEAD = Duration.ofSeconds(1);

  /// Why an answer of this as-of would not do, if so.
  ///
  /// @param copy names it to a person, such as `partition 3 of roster`
  /// @param coverage of the source topics that this instance is set up to read
  /// @param openedAt when the copy was opened, by our clock
  Optional<Refusal> refusal(String copy, Coverage coverage, Instant openedAt, Bounds bounds) {
    if (coverage.asOf().isEmpty()) {
      return refused(
          Reason.NOT_READY, copy + " has not heard yet how far all its source topics were read");
    }
    Optional<Instant> now = time.atMost();
    if (now.isEmpty()) {
      return refused(Reason.NOT_READY, "the broker's time is not known yet");
    }
    Instant asOf = coverage.asOf().get();
    if (asOf.isAfter(now.get().plus(AHEAD))) {
      return refused(
          Reason.NOT_READY,
          copy + " claims a time that the broker's clock has not reached: " + asOf);
    }
    if (asOf.isBefore(now.get().minus(bound(coverage, openedAt, bounds)))) {
      return refused(Reason.STALE, holds(copy, asOf) + ", which is older than asked for");
    }
    return bounds.minAsOf().filter(asOf::isBefore).isPresent()
        ? refused(
            Reason.STALE, holds(copy, asOf) + ", and " + bounds.minAsOf().get() + " was asked for")
        : Optional.empty();
  }

  /// A copy that is still replaying a compacted journal or changelog from far back sees as-of times
  /// that compaction has made untrue, all of them older than the compaction lag. Once it has heard
  /// a watermark of its own lifetime it has passed the end that it began with.
  private Duration bound(Coverage coverage, Instant openedAt, Bounds bounds) {
    boolean reachedItsFirstEnd =
        time.atMost(openedAt)
            .map(opened -> opened.plus(clockSkew))
            .flatMap(surelyAfter -> coverage.listedAt().filter(surelyAfter::isBefore))
            .isPresent();
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
