package org.rollbook.runtime.watermark;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rollbook.model.lms.LmsRows;

/// The watermarks received so far, merged: for each list of source topics, the time before which
/// every event of them is in the view, and since when the view holds everything.
///
/// Members write watermarks at their own pace, so they come in any order and more than once.
/// Everything here but the as-of times is a maximum, a minimum or a union of what was received; an
/// as-of is the greatest value that these ever gave, and so never goes back. Of passes, enough are
/// kept. Only `unmergeableSince` does not come from the journal: the view itself finds it.
///
/// @param coverages by the list of source topics that they are about
/// @param readUpTo the greatest claim for each partition, whether or not it is still listed. That a
///   partition was read is true whoever lists it
/// @param lostAt partitions that events were ever lost from, and when last
/// @param passes whole comparisons with the LMS's table
/// @param unmergeableSince the first event that the view received and could not merge, if any still
///   is missing from it
/// @param later what a later release has added, which this one keeps as it is
public record AsOf(
    Map<SourceList, Coverage> coverages,
    Map<SourcePartition, Instant> readUpTo,
    Map<SourcePartition, Instant> lostAt,
    Optional<Instant> unmergeableSince,
    Passes passes,
    ByteBuffer later) {

  /// The as-of of a view that knows nothing of the LMS yet.
  public static final Instant BEFORE_ALL = Instant.EPOCH;

  /// Nothing received yet.
  public static final AsOf NONE =
      new AsOf(Map.of(), Map.of(), Map.of(), Optional.empty(), Passes.NONE, ByteBuffer.allocate(0));

  public AsOf {
    coverages = Map.copyOf(coverages);
    readUpTo = Map.copyOf(readUpTo);
    lostAt = Map.copyOf(lostAt);
    later = later.asReadOnlyBuffer();
  }

  /// What an answer may state of these source topics.
  ///
  /// Where no topic of Open edX was ever seen, nothing tells what happens in the LMS but passes. So
  /// the view is as new as the last of them that it has received all of, and older than everything
  /// before the first.
  public Coverage stated(SourceList sources) {
    Coverage received = coverage(sources);
    return received.asOf().isEmpty() || hasBus(received)
        ? received
        : received.withAsOf(passes.newest(received.asOf()).orElse(BEFORE_ALL));
  }

  private boolean hasBus(Coverage received) {
    return Stream.of(received.listed(), readUpTo.keySet())
        .flatMap(Set::stream)
        .anyMatch(partition -> !LmsRows.isNamed(partition.topic()));
  }

  /// What is covered of these source topics.
  public Coverage coverage(SourceList sources) {
    return coverages.getOrDefault(sources, Coverage.NONE);
  }

  /// Since when the view holds everything of these source topics: all events could be merged, and
  /// either nothing was ever lost since the operator's declaration, or a pass has made good what
  /// was.
  public Optional<Instant> completeSince(SourceList sources) {
    if (unmergeableSince.isPresent()) {
      return Optional.empty();
    }
    Coverage coverage = coverage(sources);
    Optional<Instant> loss = lostAt.values().stream().max(Comparator.naturalOrder());
    return Stream.of(
            coverage.declaredSince().filter(_ -> coverage.declared() && loss.isEmpty()),
            passes.firstReliable(coverage.asOf(), loss))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /// When the last whole comparison with the LMS's table began of which the view has received all.
  public Optional<Instant> reconciledAt(SourceList sources) {
    return passes.newest(coverage(sources).asOf());
  }

  /// This, in a view that lacks events which it could not merge, the first of them received at a
  /// time; empty if it lacks none any more.
  public AsOf withUnmergeableSince(Optional<Instant> time) {
    return new AsOf(coverages, readUpTo, lostAt, time, passes, later);
  }

  /// This, and the losses of another.
  public AsOf withLossesOf(AsOf other) {
    return withLosses(other.lostAt);
  }

  AsOf withLosses(Map<SourcePartition, Instant> losses) {
    Map<SourcePartition, Instant> all = greatestOf(lostAt, losses);
    Passes reliable = all.equals(lostAt) ? passes : passes.after(Collections.max(all.values()));
    return new AsOf(coverages, readUpTo, all, unmergeableSince, reliable, later);
  }

  /// This, and one more pass.
  public AsOf receive(CompletedPass pass) {
    Passes reliable = lostAt.isEmpty() ? passes : passes.after(Collections.max(lostAt.values()));
    List<Instant> asOfs =
        coverages.values().stream().flatMap(coverage -> coverage.asOf().stream()).toList();
    return new AsOf(
        coverages, readUpTo, lostAt, unmergeableSince, reliable.with(pass, asOfs), later);
  }

  /// This, and one more watermark. Of one that is ahead of the broker's time only the losses count.
  ///
  /// @param writtenAt when the broker took it, by the broker's time
  public AsOf receive(Watermark watermark, Instant writtenAt) {
    AsOf lossesToo = withLosses(watermark.lostAt());
    return watermark.isAheadOf(writtenAt) ? lossesToo : lossesToo.withClaimsOf(watermark);
  }

  private AsOf withClaimsOf(Watermark watermark) {
    Map<SourcePartition, Instant> claims = greatestOf(readUpTo, watermark.readUpTo());
    var next = new HashMap<>(coverages);
    watermark.sources().ifPresent(sources -> next.put(sources, coverage(sources).with(watermark)));
    next.replaceAll((_, coverage) -> coverage.advancedTo(claims));
    return new AsOf(next, claims, lostAt, unmergeableSince, passes, later);
  }

  private static Map<SourcePartition, Instant> greatestOf(
      Map<SourcePartition, Instant> first, Map<SourcePartition, Instant> second) {
    var greatest = new HashMap<>(first);
    second.forEach(
        (partition, time) -> greatest.merge(partition, time, (a, b) -> a.isAfter(b) ? a : b));
    return greatest;
  }
}
