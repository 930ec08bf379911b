package org.rollbook.runtime.serve.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.Coverage;

/// No replica, whether active, standby or restoring, answers outside the caller's bounds.
///
/// Ages are measured by the broker's time, which every as-of uses too: a wrong clock of ours must
/// not make an old answer look new.
///
/// @param clockSkew how far the clocks of brokers may differ
record AsOfRule(Duration clockSkew, BrokerTime time) {

  /// Brokers' clocks differ a little. An as-of that is further ahead than this is wrong.
  private static final Duration AHEAD = Duration.ofSeconds(1);

  /// Why an answer with this as-of must be refused; empty if it may be given.
  ///
  /// @param replica its name in messages, such as `partition 3 of roster`
  /// @param coverage of the source topics that this instance is set up to read
  /// @param openedAt when the replica was opened, by our clock
  Optional<Refusal> refusal(String replica, Coverage coverage, Instant openedAt, Bounds bounds) {
    if (coverage.asOf().isEmpty()) {
      return refused(
          Reason.NOT_READY,
          replica + " has not received yet how far all its source topics were read");
    }
    Optional<Instant> now = time.atMost();
    if (now.isEmpty()) {
      return refused(Reason.NOT_READY, "the broker's time is not known yet");
    }
    Instant asOf = coverage.asOf().get();
    if (asOf.isAfter(now.get().plus(AHEAD))) {
      return refused(
          Reason.NOT_READY,
          replica + " claims a time that the broker's clock has not reached: " + asOf);
    }
    if (asOf.isBefore(now.get().minus(bound(coverage, openedAt, bounds)))) {
      if (asOf.equals(AsOf.BEFORE_ALL)) {
        return refused(
            Reason.STALE,
            "no source topic of Open edX exists, and no repairing pass of the reconciler was"
                + " received yet");
      }
      return refused(Reason.STALE, textOf(replica, asOf) + ", which is older than asked for");
    }
    return bounds.minAsOf().filter(asOf::isBefore).isPresent()
        ? refused(
            Reason.STALE,
            textOf(replica, asOf) + ", and " + bounds.minAsOf().get() + " was asked for")
        : Optional.empty();
  }

  /// While a replica replays a compacted journal or changelog from far back, it sees as-of times
  /// that compaction has made untrue. All of them are older than the compaction lag. Once it has
  /// received a watermark that is younger than its opening, it has passed the end that it began
  /// with. An as-of before everything claims nothing that could be untrue.
  private Duration bound(Coverage coverage, Instant openedAt, Bounds bounds) {
    boolean reachedItsFirstEnd =
        time.atMost(openedAt)
            .map(opened -> opened.plus(clockSkew))
            .flatMap(surelyAfter -> coverage.listedAt().filter(surelyAfter::isBefore))
            .isPresent();
    Duration clamp = StoreSpec.COMPACTION_LAG.minus(clockSkew);
    boolean claimsNothing = coverage.asOf().equals(Optional.of(AsOf.BEFORE_ALL));
    return reachedItsFirstEnd || claimsNothing || bounds.maxStaleness().compareTo(clamp) < 0
        ? bounds.maxStaleness()
        : clamp;
  }

  private static String textOf(String replica, Instant time) {
    return replica + " has the events of its sources before " + time;
  }

  private static Optional<Refusal> refused(Reason reason, String detail) {
    return Optional.of(Refusal.forNow(reason, detail));
  }
}
