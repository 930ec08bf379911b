package org.rollbook.runtime.watermark;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What all watermarks together state about the source topics themselves: which existed when a
/// member looked last, and how far each was read. Like [AsOf], it is the same in any order and
/// multiplicity.
///
/// @param topics what was seen last under each name
/// @param positions of each topic that ever existed, by partition and topic id
public record JournaledPositions(
    Map<String, SeenTopic> topics, Map<PartitionOfTopic, ReadPosition> positions) {

  /// No watermarks.
  public static final JournaledPositions NONE = new JournaledPositions(Map.of(), Map.of());

  public JournaledPositions {
    topics = Map.copyOf(topics);
    positions = Map.copyOf(positions);
  }

  /// A partition of one of the topics that had its name.
  public record PartitionOfTopic(SourcePartition partition, String topicId) {}

  /// A source topic at some time.
  ///
  /// @param id empty if there was none
  public record SeenTopic(Instant at, Optional<String> id, Set<SourcePartition> partitions) {

    private static final Comparator<SeenTopic> ORDER =
        Comparator.comparing(SeenTopic::at).thenComparing(topic -> topic.id().orElse(""));

    public SeenTopic {
      partitions = Set.copyOf(partitions);
    }

    /// The newer; of two that are equally new, always the same.
    private SeenTopic newerOf(SeenTopic other) {
      if (at.equals(other.at) && id.equals(other.id)) {
        var both = new HashSet<>(partitions);
        both.addAll(other.partitions);
        return new SeenTopic(at, id, both);
      }
      return ORDER.compare(this, other) > 0 ? this : other;
    }
  }

  /// This, and one more watermark.
  public JournaledPositions and(Watermark watermark) {
    var seen = new HashMap<>(topics);
    for (String topic : watermark.sources().map(SourceList::topics).orElse(Set.of())) {
      seen.merge(topic, seenIn(watermark, topic), SeenTopic::newerOf);
    }
    var read = new HashMap<>(positions);
    watermark
        .positions()
        .forEach(
            (partition, position) ->
                read.merge(
                    new PartitionOfTopic(partition, position.topicId()),
                    position,
                    ReadPosition::and));
    return new JournaledPositions(seen, read);
  }

  /// This, and one more position of a partition, if there is one.
  public JournaledPositions with(SourcePartition partition, @Nullable ReadPosition position) {
    if (position == null) {
      return this;
    }
    var read = new HashMap<>(positions);
    read.merge(new PartitionOfTopic(partition, position.topicId()), position, ReadPosition::and);
    return new JournaledPositions(topics, read);
  }

  private static SeenTopic seenIn(Watermark watermark, String topic) {
    return new SeenTopic(
        watermark.at(),
        Optional.ofNullable(watermark.topicIds().get(topic)),
        watermark.partitions().stream()
            .filter(partition -> partition.topic().equals(topic))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /// How far a partition was read while its topic was the one with this id.
  public Optional<ReadPosition> of(SourcePartition partition, String topicId) {
    return Optional.ofNullable(positions.get(new PartitionOfTopic(partition, topicId)));
  }
}
