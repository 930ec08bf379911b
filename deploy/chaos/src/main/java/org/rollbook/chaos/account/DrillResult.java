package org.rollbook.chaos.account;

import java.util.Map;
import java.util.TreeMap;

/// What a drill showed: one line of the table, one object of `results.json`.
///
/// @param drill topology and drill, such as `enrollments/kill`
/// @param reads answers that were compared with the truth; each key of a lookup counts as one, and
///   a list counts as one, however many pages it has
/// @param boundsBroken answers older than the request allowed
/// @param writesNotReadBack answers that lack the event that the caller had named, or are older
///   than the time that it had named
/// @param refusedByReason honest refusals, and requests without any answer, by problem type
/// @param askedAgain reads that were also sent to another instance because this one (by its name)
///   did not answer in time
/// @param longestUnreadable in milliseconds, of any watched key
/// @param longestFreshnessGap in milliseconds: the greatest age of an as-of when its answer arrived
/// @param restore in milliseconds: from a disturbance until everything is where it should be again;
///   the longest time of the drill
public record DrillResult(
    String drill,
    long reads,
    long wrongRows,
    long falseAbsent,
    long partialLists,
    long boundsBroken,
    long writesNotReadBack,
    Map<String, Long> refusedByReason,
    Map<String, Long> askedAgain,
    long longestUnreadable,
    long longestFreshnessGap,
    long restore) {

  public DrillResult {
    refusedByReason = Map.copyOf(refusedByReason);
    askedAgain = Map.copyOf(askedAgain);
  }

  /// How many reads were refused, for whatever reason.
  public long refused() {
    return refusedByReason.values().stream().mapToLong(Long::longValue).sum();
  }

  /// How many answers there were that must never be given.
  public long wrong() {
    return wrongRows + falseAbsent + partialLists + boundsBroken + writesNotReadBack;
  }

  /// The reasons in alphabetical order.
  Map<String, Long> reasons() {
    return new TreeMap<>(refusedByReason);
  }

  /// The instances in alphabetical order.
  Map<String, Long> silent() {
    return new TreeMap<>(askedAgain);
  }
}
