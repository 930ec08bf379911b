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

/// Notices by its id when a source topic was deleted or made again, and decides whether it had been
/// read to its end.
///
/// Each listing is compared with the one before, and the first with the newest watermark in the
/// journals: so a topic that was deleted while no member ran is noticed too. How far each partition
/// was read comes from the watermarks of all members, and from what this member has read since.
///
/// That a topic was read to its end can be proven only if it had been quiet: what was published
/// after its end was last seen leaves no trace. So events count as lost unless some member has seen
/// until now that the end did not move for a while, and has read up to it. Used by the ingest
/// thread only.
final class SourceWatch {

  /// How long ago the end may have been seen last when the topic is found deleted.
  private static final Duration WATCHED = Duration.ofSeconds(10);

  private final SourceList sources;
  private final JournaledSources journals;
  private final Duration quiet;
  private final Map<SourcePartition, ReadPosition> mine = new HashMap<>();
  private Optional<Map<String, SeenTopic>> known = Optional.empty();

  /// @param quiet for how long a topic's end must not have moved
  SourceWatch(SourceList sources, JournaledSources journals, Duration quiet) {
    this.sources = sources;
    this.journals = journals;
    this.quiet = quiet;
  }

  /// Compares the source topics with the listing before.
  ///
  /// @param lost receives partitions that may have held unread events
  /// @return topics that were deleted, whether or not they were made again
  /// @throws org.apache.kafka.common.KafkaException if the journals cannot be read; the call may be
  ///   repeated
  Set<String> changed(SourceOffsets offsets, Consumer<SourcePartition> lost) {
    Map<String, SeenTopic> before = known.orElseGet(() -> journals.read().topics());
    var changed = new HashSet<String>();
    before.forEach(
        (topic, seen) -> {
          if (sources.topics().contains(topic) && isAnother(seen, offsets.topics().get(topic))) {
            changed.add(topic);
          }
        });
    if (!changed.isEmpty()) {
      JournaledPositions journaled = journals.read();
      changed.forEach(topic -> judge(topic, before, journaled, offsets.at(), lost));
    }
    known = Optional.of(seenIn(offsets));
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

  private Map<String, SeenTopic> seenIn(SourceOffsets offsets) {
    var seen = new HashMap<String, SeenTopic>();
    for (String topic : sources.topics()) {
      var partitions = new HashSet<>(offsets.partitions());
      partitions.removeIf(partition -> !partition.topic().equals(topic));
      seen.put(
          topic,
          new SeenTopic(
              offsets.at(),
              Optional.ofNullable(offsets.topics().get(topic)).map(Uuid::toString),
              partitions));
    }
    return seen;
  }

  /// Records how far our partitions are read.
  ///
  /// @param doneBelow for each of them, the offset below which everything is journaled, if it is
  ///   known
  void read(SourceOffsets offsets, Map<SourcePartition, OptionalLong> doneBelow) {
    mine.keySet().retainAll(doneBelow.keySet());
    doneBelow.forEach(
        (partition, below) -> {
          Uuid id = offsets.topics().get(partition.topic());
          Long end = offsets.ends().get(partition);
          if (below.isPresent() && id != null && end != null) {
            mine.merge(
                partition,
                new ReadPosition(
                    id.toString(),
                    below.getAsLong(),
                    Math.max(end, below.getAsLong()),
                    offsets.at(),
                    offsets.at()),
                SourceWatch::laterOf);
          }
        });
  }

  private static ReadPosition laterOf(ReadPosition before, ReadPosition now) {
    return before.topicId().equals(now.topicId()) ? before.and(now) : now;
  }

  /// Records an end that the consumer has seen between two listings.
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

  /// The offset below which a partition of the topic with this id is journaled, whichever member
  /// has read it.
  OptionalLong journaledBelow(SourcePartition partition, Uuid topicId) {
    return journals
        .read()
        .of(partition, topicId.toString())
        .map(position -> OptionalLong.of(position.below()))
        .orElse(OptionalLong.empty());
  }
}
