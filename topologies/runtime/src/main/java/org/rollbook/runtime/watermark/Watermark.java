package org.rollbook.runtime.watermark;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What one member of ingest knows for sure about how far the source topics were read. All times
/// are the broker's.
///
/// Written to every partition of every journal, *after* the acknowledgement of every event that it
/// covers. So a reader that has reached a watermark in a journal partition has read whatever it
/// covers, and receiving one late, twice or out of order is never wrong, only less new.
///
/// @param at no later than when the member began to ask for the list of partitions
/// @param sources the source topics that the member is set up to read; empty in a watermark of the
///   first release: it counts for no list, and its times are of its member's own clock
/// @param declaredComplete whether the operator declares that Rollbook has read the site's events
///   from the first on, and nothing contradicts it
/// @param partitions all source partitions that exist, listed at or after `at`; without them a new
///   partition would be claimed unread
/// @param readUpTo for partitions that this member reads: every event that the partition held
///   before this time is in the journals; never after `at`
/// @param lostAt partitions with events that were gone before we read them, and when we saw that
/// @param topicIds those of the source topics that exist, by name
/// @param positions of partitions that this member reads
public record Watermark(
    Instant at,
    Optional<SourceList> sources,
    boolean declaredComplete,
    Set<SourcePartition> partitions,
    Map<SourcePartition, Instant> readUpTo,
    Map<SourcePartition, Instant> lostAt,
    Map<String, String> topicIds,
    Map<SourcePartition, ReadPosition> positions) {

  /// The clocks of brokers differ a little, and partitions change their leader.
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  public Watermark {
    at = at.truncatedTo(ChronoUnit.MICROS);
    partitions = Set.copyOf(partitions);
    readUpTo = toMicros(readUpTo);
    lostAt = toMicros(lostAt);
    topicIds = Map.copyOf(topicIds);
    positions = Map.copyOf(positions);
    for (var claim : readUpTo.entrySet()) {
      if (!partitions.contains(claim.getKey())) {
        throw new IllegalArgumentException("read but not listed: " + claim.getKey());
      }
      if (claim.getValue().isAfter(at)) {
        throw new IllegalArgumentException("read up to a time after " + at + ": " + claim);
      }
    }
  }

  /// One that claims nothing, and is older than any other.
  public static Watermark ofNothing() {
    return new Watermark(
        Instant.EPOCH, Optional.empty(), false, Set.of(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  /// Claims only, without topic ids and positions.
  public Watermark(
      Instant at,
      SourceList sources,
      boolean declaredComplete,
      Set<SourcePartition> partitions,
      Map<SourcePartition, Instant> readUpTo,
      Map<SourcePartition, Instant> lostAt) {
    this(
        at,
        Optional.of(sources),
        declaredComplete,
        partitions,
        readUpTo,
        lostAt,
        Map.of(),
        Map.of());
  }

  /// Whether its time was ahead of the broker's time when the broker took it: its member's clock
  /// was wrong, so that none of its claims can be trusted.
  public boolean isAheadOf(Instant writtenAt) {
    return at.isAfter(writtenAt.plus(TOLERANCE));
  }

  /// The journals store microseconds; rounding down only makes a claim smaller.
  private static Map<SourcePartition, Instant> toMicros(Map<SourcePartition, Instant> times) {
    return times.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, time -> time.getValue().truncatedTo(ChronoUnit.MICROS)));
  }
}
