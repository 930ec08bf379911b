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
/// Written to every partition of every journal, *after* the acknowledgement of all that it speaks
/// of. So whoever has read a journal partition up to a watermark has read whatever it covers, and
/// receiving one late, twice or out of order is never wrong, only less new.
///
/// @param at no later than when the member began to ask for the list of partitions
/// @param sources the source topics that the member is set up to read; empty in a watermark of the
///   first release, whose list is therefore nobody's, and whose times are of its member's own clock
/// @param declaredComplete whether the site began with Rollbook listening, as far as the operator
///   says so and nothing speaks against it
/// @param partitions all source partitions that there are, asked at or after `at`; without them a
///   partition that is new would be claimed unread
/// @param readUpTo for partitions that this member reads: every event that the partition held
///   before this time is in the journals; never after `at`
/// @param lostAt partitions with events that were gone before we read them, and when we saw that
/// @param topicIds those of the source topics that there are, by name
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

  /// Claims only, without what the next reader of the sources wants to know.
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

  /// Whether it speaks of a time that had not come when the broker took it: its member's clock was
  /// wrong, so that nothing that it claims can be believed.
  public boolean isAheadOf(Instant writtenAt) {
    return at.isAfter(writtenAt.plus(TOLERANCE));
  }

  /// What the journals hold is microseconds; rounding down only makes a claim smaller.
  private static Map<SourcePartition, Instant> toMicros(Map<SourcePartition, Instant> times) {
    return times.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, time -> time.getValue().truncatedTo(ChronoUnit.MICROS)));
  }
}
