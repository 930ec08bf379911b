package org.rollbook.runtime.watermark;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the watermarks heard so far say together: the time before which every event of every source
/// topic is in the view, and since when the view holds everything.
///
/// Members write watermarks at their own pace, so they are heard in any order and more than once.
/// Everything here but [#asOf()] is a maximum, a minimum or a union of what was heard; `asOf` is
/// the greatest value that these ever gave, and so never goes back. Only `unmergeableSince` is not
/// told by watermarks: the view itself finds it.
///
/// @param listedAt when the newest list of source partitions was asked for; empty while no
///   watermark was heard
/// @param listed the newest list
/// @param readUpTo the greatest claim for each partition, whether or not it is still listed
/// @param asOf every event that the source topics held before this time was heard; never after
///   `listedAt`
/// @param declared whether the newest watermark says that the site began with Rollbook listening
/// @param declaredSince the first watermark that said so
/// @param lostAt partitions that events were ever lost from, and when last
/// @param unmergeableSince the first event that the view received and could not merge, if any still
///   is missing from it
public record AsOf(
    Optional<Instant> listedAt,
    Set<SourcePartition> listed,
    Map<SourcePartition, Instant> readUpTo,
    Optional<Instant> asOf,
    boolean declared,
    Optional<Instant> declaredSince,
    Map<SourcePartition, Instant> lostAt,
    Optional<Instant> unmergeableSince) {

  /// Nothing heard yet.
  public static final AsOf NONE =
      new AsOf(
          Optional.empty(),
          Set.of(),
          Map.of(),
          Optional.empty(),
          false,
          Optional.empty(),
          Map.of(),
          Optional.empty());

  public AsOf {
    listed = Set.copyOf(listed);
    readUpTo = Map.copyOf(readUpTo);
    lostAt = Map.copyOf(lostAt);
  }

  /// Since when the view holds everything: declared, nothing was ever lost, and all could be
  /// merged.
  public Optional<Instant> completeSince() {
    return declared && lostAt.isEmpty() && unmergeableSince.isEmpty()
        ? declaredSince
        : Optional.empty();
  }

  /// This, in a view that lacks events which it could not merge, the first of them received at a
  /// time; empty if it lacks none any more.
  public AsOf withUnmergeableSince(Optional<Instant> time) {
    return new AsOf(listedAt, listed, readUpTo, asOf, declared, declaredSince, lostAt, time);
  }

  /// This, and one more watermark.
  public AsOf hear(Watermark watermark) {
    AsOf heard = withListOf(watermark);
    return new AsOf(
            heard.listedAt,
            heard.listed,
            greatestOf(readUpTo, watermark.readUpTo()),
            asOf,
            heard.declared,
            watermark.declaredComplete() ? leastOf(declaredSince, watermark.at()) : declaredSince,
            greatestOf(lostAt, watermark.lostAt()),
            unmergeableSince)
        .advanced();
  }

  /// The newest list counts. Of two that are equally new, everything that either lists, and a
  /// declaration only if both make it: the answer must not depend on which was heard first.
  private AsOf withListOf(Watermark watermark) {
    int age = listedAt.map(watermark.at()::compareTo).orElse(1);
    if (age < 0) {
      return this;
    }
    boolean declares = watermark.declaredComplete() && (age > 0 || declared);
    return new AsOf(
        Optional.of(watermark.at()),
        age > 0 ? watermark.partitions() : unionOf(listed, watermark.partitions()),
        readUpTo,
        asOf,
        declares,
        declaredSince,
        lostAt,
        unmergeableSince);
  }

  /// A listed partition that nobody claims yet keeps the as-of where it was. With no partitions at
  /// all there is nothing unread.
  private AsOf advanced() {
    if (!readUpTo.keySet().containsAll(listed)) {
      return this;
    }
    Optional<Instant> covered =
        listed.stream().map(readUpTo::get).min(Instant::compareTo).or(() -> listedAt);
    boolean later = covered.isPresent() && asOf.map(covered.get()::isAfter).orElse(true);
    return later
        ? new AsOf(
            listedAt, listed, readUpTo, covered, declared, declaredSince, lostAt, unmergeableSince)
        : this;
  }

  private static Optional<Instant> leastOf(Optional<Instant> first, Instant second) {
    return Optional.of(first.filter(second::isAfter).orElse(second));
  }

  private static Map<SourcePartition, Instant> greatestOf(
      Map<SourcePartition, Instant> first, Map<SourcePartition, Instant> second) {
    var greatest = new HashMap<>(first);
    second.forEach(
        (partition, time) -> greatest.merge(partition, time, (a, b) -> a.isAfter(b) ? a : b));
    return greatest;
  }

  private static Set<SourcePartition> unionOf(
      Set<SourcePartition> first, Set<SourcePartition> second) {
    var union = new HashSet<>(first);
    union.addAll(second);
    return union;
  }
}
