package org.rollbook.runtime.watermark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What one member of ingest knows for sure about how far the source topics were read.
///
/// Written to every partition of every journal, *after* the acknowledgement of all that it speaks
/// of. So whoever has read a journal partition up to a watermark has read whatever it covers, and
/// hearing one late, twice or out of order is never wrong, only less new.
///
/// @param at when the member began to ask for the list of partitions
/// @param declaredComplete whether the operator says that the site began with Rollbook listening
/// @param partitions all source partitions that there are, asked at or after `at`; without them a
///   partition that is new would be claimed unread
/// @param readUpTo for partitions that this member reads: every event that the partition held
///   before this time is in the journals; never after `at`
/// @param lostAt partitions with events that were gone before we read them, and when we saw that
public record Watermark(
    Instant at,
    boolean declaredComplete,
    Set<SourcePartition> partitions,
    Map<SourcePartition, Instant> readUpTo,
    Map<SourcePartition, Instant> lostAt) {

  public Watermark {
    at = at.truncatedTo(ChronoUnit.MICROS);
    partitions = Set.copyOf(partitions);
    readUpTo = toMicros(readUpTo);
    lostAt = toMicros(lostAt);
    for (var claim : readUpTo.entrySet()) {
      if (!partitions.contains(claim.getKey())) {
        throw new IllegalArgumentException("read but not listed: " + claim.getKey());
      }
      if (claim.getValue().isAfter(at)) {
        throw new IllegalArgumentException("read up to a time after " + at + ": " + claim);
      }
    }
  }

  /// What the journals hold is microseconds; rounding down only makes a claim smaller.
  private static Map<SourcePartition, Instant> toMicros(Map<SourcePartition, Instant> times) {
    return times.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, time -> time.getValue().truncatedTo(ChronoUnit.MICROS)));
  }
}
