package org.rollbook.runtime.watermark;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The watermarks received so far, merged: for each list of source topics, the time before which
/// every event of them is in the view, and since when the view holds everything.
///
/// Members write watermarks at their own pace, so they come in any order and more than once.
/// Everything here but the as-of times is a maximum, a minimum or a union of what was received; an
/// as-of is the greatest value that these ever gave, and so never goes back. Only
/// `unmergeableSince` does not come from watermarks: the view itself finds it.
///
/// @param coverages by the list of source topics that they are about
/// @param readUpTo the greatest claim for each partition, whether or not it is still listed. That a
///   partition was read is true whoever lists it
/// @param lostAt partitions that events were ever lost from, and when last
/// @param unmergeableSince the first event that the view received and could not merge, if any still
///   is missing from it
/// @param later what a later release has added, which this one keeps as it is
public record AsOf(
    Map<SourceList, Coverage> coverages,
    Map<SourcePartition, Instant> readUpTo,
    Map<SourcePartition, Instant> lostAt,
    Optional<Instant> unmergeableSince,
    ByteBuffer later) {

  /// Nothing received yet.
  public static final AsOf NONE =
      new AsOf(Map.of(), Map.of(), Map.of(), Optional.empty(), ByteBuffer.allocate(0));

  public AsOf {
    coverages = Map.copyOf(coverages);
    readUpTo = Map.copyOf(readUpTo);
    lostAt = Map.copyOf(lostAt);
    later = later.asReadOnlyBuffer();
  }

  /// What is covered of these source topics.
  public Coverage coverage(SourceList sources) {
    return coverages.getOrDefault(sources, Coverage.NONE);
  }

  /// Since when the view holds everything of these source topics: declared, nothing was ever lost,
  /// and all could be merged.
  public Optional<Instant> completeSince(SourceList sources) {
    Coverage coverage = coverage(sources);
    return coverage.declared() && lostAt.isEmpty() && unmergeableSince.isEmpty()
        ? coverage.declaredSince()
        : Optional.empty();
  }

  /// This, in a view that lacks events which it could not merge, the first of them received at a
  /// time; empty if it lacks none any more.
  public AsOf withUnmergeableSince(Optional<Instant> time) {
    return new AsOf(coverages, readUpTo, lostAt, time, later);
  }

  /// This, and the losses of another.
  public AsOf withLossesOf(AsOf other) {
    return new AsOf(coverages, readUpTo, greatestOf(lostAt, other.lostAt), unmergeableSince, later);
  }

  /// This, and one more watermark. Of one that is ahead of the broker's time only the losses count.
  ///
  /// @param writtenAt when the broker took it, by the broker's time
  public AsOf receive(Watermark watermark, Instant writtenAt) {
    Map<SourcePartition, Instant> losses = greatestOf(lostAt, watermark.lostAt());
    if (watermark.isAheadOf(writtenAt)) {
      return new AsOf(coverages, readUpTo, losses, unmergeableSince, later);
    }
    Map<SourcePartition, Instant> claims = greatestOf(readUpTo, watermark.readUpTo());
    var next = new HashMap<>(coverages);
    watermark.sources().ifPresent(sources -> next.put(sources, coverage(sources).with(watermark)));
    next.replaceAll((_, coverage) -> coverage.advancedTo(claims));
    return new AsOf(next, claims, losses, unmergeableSince, later);
  }

  private static Map<SourcePartition, Instant> greatestOf(
      Map<SourcePartition, Instant> first, Map<SourcePartition, Instant> second) {
    var greatest = new HashMap<>(first);
    second.forEach(
        (partition, time) -> greatest.merge(partition, time, (a, b) -> a.isAfter(b) ? a : b));
    return greatest;
  }
}
