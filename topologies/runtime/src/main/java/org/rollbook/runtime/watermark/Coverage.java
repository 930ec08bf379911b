package org.rollbook.runtime.watermark;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What watermarks cover of one list of source topics.
///
/// @param listedAt when the newest list of their partitions was asked for, by the broker's time;
///   empty while no watermark was received
/// @param listed the newest list
/// @param asOf every event that the source topics held before this time was received; never after
///   `listedAt`, and never goes back
/// @param declared whether the newest watermark declares that Rollbook has read the site's events
///   from the first on
/// @param declaredSince the first watermark that declares it
public record Coverage(
    Optional<Instant> listedAt,
    Set<SourcePartition> listed,
    Optional<Instant> asOf,
    boolean declared,
    Optional<Instant> declaredSince) {

  /// No watermark yet.
  public static final Coverage NONE =
      new Coverage(Optional.empty(), Set.of(), Optional.empty(), false, Optional.empty());

  public Coverage {
    listed = Set.copyOf(listed);
  }

  /// This, and what one more watermark lists. The newest list counts. Of two that are equally new,
  /// everything that either lists, and a declaration only if both make it: the result must not
  /// depend on which was received first.
  Coverage with(Watermark watermark) {
    Optional<Instant> since =
        watermark.declaredComplete() ? earliestOf(watermark.at()) : declaredSince;
    int age = listedAt.map(watermark.at()::compareTo).orElse(1);
    if (age < 0) {
      return new Coverage(listedAt, listed, asOf, declared, since);
    }
    return new Coverage(
        Optional.of(watermark.at()),
        age > 0 ? watermark.partitions() : unionOf(listed, watermark.partitions()),
        asOf,
        watermark.declaredComplete() && (age > 0 || declared),
        since);
  }

  /// This, with an as-of as late as the claims allow. A listed partition without a claim keeps it
  /// where it was. Claims may be newer than the list, but the as-of never passes the list's time:
  /// the list lacks partitions that were made later. With no partitions at all there is nothing
  /// unread.
  Coverage advancedTo(Map<SourcePartition, Instant> readUpTo) {
    if (!readUpTo.keySet().containsAll(listed)) {
      return this;
    }
    Optional<Instant> covered =
        listedAt.map(
            list ->
                listed.stream()
                    .map(readUpTo::get)
                    .filter(list::isAfter)
                    .min(Instant::compareTo)
                    .orElse(list));
    boolean later = covered.isPresent() && asOf.map(covered.get()::isAfter).orElse(true);
    return later ? new Coverage(listedAt, listed, covered, declared, declaredSince) : this;
  }

  Coverage withAsOf(Instant time) {
    return new Coverage(listedAt, listed, Optional.of(time), declared, declaredSince);
  }

  private Optional<Instant> earliestOf(Instant declaration) {
    return Optional.of(declaredSince.filter(declaration::isAfter).orElse(declaration));
  }

  private static Set<SourcePartition> unionOf(
      Set<SourcePartition> first, Collection<SourcePartition> second) {
    var union = new HashSet<>(first);
    union.addAll(second);
    return union;
  }
}
