package org.rollbook.runtime.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.watermark.JournaledPositions;
import org.rollbook.runtime.watermark.JournaledPositions.SeenTopic;
import org.rollbook.runtime.watermark.ReadPosition;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;

/// Notices when a source topic is not what it was, by its id, and whether it was read to its end
/// before it went.
///
/// What is compared with is the newest listing, at first that of whoever wrote the journals' newest
/// watermark: so a topic that went while nobody ran is noticed too. How far each partition was read
/// is what all members wrote, and what this one knows since.
///
/// That a topic was read to its end can be proven only if it had been quiet: what was published
/// after its end was last seen is nowhere. So unless somebody has seen until now that the end did
/// not move for a while, and has read up to it, events count as lost. Used by the ingest thread
/// only.
final class SourceWatch {

  /// For how long the end may not have been looked at before the topic went.
  private static final Duration WATCHED = Duration.ofSeconds(10);

  private final SourceList sources;
  private final JournalMemory journals;
  private final Duration quiet;
  private final Map<SourcePartition, ReadPosition> mine = new HashMap<>();
  private Optional<Map<String, SeenTopic>> known = Optional.empty();

  /// @param quiet how long a topic's end must have stood still
  SourceWatch(SourceList sources, JournalMemory journals, Duration quiet) {
    this.sources = sources;
    this.journals = journals;
    this.quiet = quiet;
  }

  /// Compares what there is with what there was.
  ///
  /// @param lost takes partitions that may have held unread events
  /// @return topics that are gone, or others than they were
  /// @throws org.apache.kafka.common.KafkaException if the journals cannot be asked; the same may
  ///   be asked again
  Set<String> changed(Listing listing, Consumer<SourcePartition> lost) {
    Map<String, SeenTopic> before = known.orElseGet(() -> journals.read().topics());
    var changed = new HashSet<String>();
    before.forEach(
        (topic, seen) -> {
          if (sources.topics().contains(topic) && isAnother(seen, listing.topics().get(topic))) {
            changed.add(topic);
          }
        });
    if (!changed.isEmpty()) {
      JournaledPositions journaled = journals.read();
      changed.forEach(topic -> judge(topic, before, journaled, listing.at(), lost));
    }
    known = Optional.of(seenIn(listing));
    return changed;
  }

  private static boolean isAnother(SeenTopic before, @Nullable Uuid now) {
    return before.id().isPresent()
        && !before.id().equals(Optional.ofNullable(now).map(Uuid::toString));
  }

  private void judge(
      String topic,
      Map<String, SeenTopic> before,
      JournaledPositions journaled,
      Instant now,
      Consumer<SourcePartition> lost) {
    SeenTopic seen = before.get(topic);
    if (seen == null || seen.id().isEmpty()) {
      return;
    }
    String id = seen.id().get();
    for (SourcePartition partition : seen.partitions()) {
      if (!isReadToItsEnd(journaled.with(partition, mine.get(partition)).of(partition, id), now)) {
        lost.accept(partition);
      }
    }
  }

  private boolean isReadToItsEnd(Optional<ReadPosition> read, Instant now) {
    return read.filter(position -> position.below() >= position.end())
        .filter(position -> !position.grownAt().isAfter(position.at().minus(quiet)))
        .filter(position -> !position.at().isBefore(now.minus(WATCHED)))
        .isPresent();
  }

  private Map<String, SeenTopic> seenIn(Listing listing) {
    var seen = new HashMap<String, SeenTopic>();
    for (String topic : sources.topics()) {
      var partitions = new HashSet<>(listing.partitions());
      partitions.removeIf(partition -> !partition.topic().equals(topic));
      seen.put(
          topic,
          new SeenTopic(
              listing.at(),
              Optional.ofNullable(listing.topics().get(topic)).map(Uuid::toString),
              partitions));
    }
    return seen;
  }

  /// How far our partitions are read by now.
  ///
  /// @param doneBelow for each of them, the offset below which everything is journaled, if it is
  ///   known
  void read(Listing listing, Map<SourcePartition, OptionalLong> doneBelow) {
    mine.keySet().retainAll(doneBelow.keySet());
    doneBelow.forEach(
        (partition, below) -> {
          Uuid id = listing.topics().get(partition.topic());
          Long end = listing.ends().get(partition);
          if (below.isPresent() && id != null && end != null) {
            mine.merge(
                partition,
                new ReadPosition(
                    id.toString(),
                    below.getAsLong(),
                    Math.max(end, below.getAsLong()),
                    listing.at(),
                    listing.at()),
                SourceWatch::laterOf);
          }
        });
  }

  private static ReadPosition laterOf(ReadPosition before, ReadPosition now) {
    return before.topicId().equals(now.topicId()) ? before.and(now) : now;
  }

  /// The consumer has seen an end between two listings.
  void seenEnd(SourcePartition partition, long end, Instant at) {
    mine.computeIfPresent(
        partition,
        (_, before) ->
            end > before.end()
                ? new ReadPosition(before.topicId(), before.below(), end, at, before.at())
                : before);
  }

  /// How far our partitions are read, for watermarks.
  Map<SourcePartition, ReadPosition> positions() {
    return Map.copyOf(mine);
  }

  /// The offset below which a partition is journaled, whoever has read it, while its topic was this
  /// one.
  OptionalLong journaledBelow(SourcePartition partition, Uuid topicId) {
    return journals
        .read()
        .of(partition, topicId.toString())
        .map(position -> OptionalLong.of(position.below()))
        .orElse(OptionalLong.empty());
  }
}
