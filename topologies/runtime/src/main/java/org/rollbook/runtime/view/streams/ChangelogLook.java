package org.rollbook.runtime.view.streams;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.runtime.topics.ManagedTopic;

/// What the broker reports about a view's changelogs at one time, and what follows from it.
///
/// @param ids of the topics that exist
/// @param starts where each partition begins
/// @param ends where each partition ends
/// @param marks what was known before; empty if nothing was, or it has expired
/// @param committed how far the view has read each partition of its journal; absent if nothing was
///   read
record ChangelogLook(
    ViewChangelogs view,
    Map<String, String> ids,
    Map<TopicPartition, Long> starts,
    Map<TopicPartition, Long> ends,
    Map<TopicPartition, ChangelogMark> marks,
    Map<TopicPartition, Long> committed) {

  /// Why the changelogs do not hold what the view has read of its journal, in words for an
  /// operator; empty if they do.
  ///
  /// Without marks (the first start of this release, or a site that was stopped for longer than the
  /// broker keeps offsets) a changelog is believed unless it is empty although the journal was
  /// read, or although another changelog of the view is not: each watermark of the journal is a
  /// record of every changelog.
  Optional<String> loss() {
    return view.changelogs().stream()
        .map(ManagedTopic::name)
        .filter(name -> !ids.containsKey(name))
        .map(name -> "changelog " + name + " was deleted")
        .findFirst()
        .or(
            () ->
                view.partitions().stream()
                    .sorted(Comparator.comparing(TopicPartition::toString))
                    .flatMap(partition -> loss(partition).stream())
                    .findFirst());
  }

  private Optional<String> loss(TopicPartition partition) {
    ChangelogMark mark = marks.get(partition);
    long end = ends.getOrDefault(partition, 0L);
    if (starts.getOrDefault(partition, 0L) > 0) {
      return Optional.of("changelog " + partition + " has lost its beginning");
    }
    if (marks.isEmpty()) {
      return end == 0 && isFilled(partition.partition())
          ? Optional.of("changelog " + partition + " is empty although the journal was read")
          : Optional.empty();
    }
    if (mark == null || !mark.topicId().equals(ids.get(partition.topic()))) {
      return Optional.of("changelog " + partition.topic() + " was deleted and created again");
    }
    return end < mark.end()
        ? Optional.of("changelog " + partition + " has lost its end")
        : Optional.empty();
  }

  /// Whether something was read of a journal partition, or is in a changelog that it fills.
  private boolean isFilled(int partition) {
    return committed.getOrDefault(new TopicPartition(view.journal(), partition), 0L) > 0
        || view.changelogs().stream()
            .map(changelog -> new TopicPartition(changelog.name(), partition))
            .anyMatch(changelog -> ends.getOrDefault(changelog, 0L) > 0);
  }

  /// Whether nothing was read of the journal, and nothing is in the changelogs.
  boolean isUntouched() {
    return committed.isEmpty() && ends.values().stream().allMatch(end -> end == 0);
  }

  /// How many records of the journal a rebuild has still to read; 0 if none is under way.
  long left() {
    return rebuiltTo().entrySet().stream()
        .mapToLong(to -> Math.max(0, to.getValue() - committed.getOrDefault(to.getKey(), 0L)))
        .sum();
  }

  /// How far a rebuild has to read each partition of the journal.
  Map<TopicPartition, Long> rebuiltTo() {
    return marks.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                mark -> new TopicPartition(view.journal(), mark.getKey().partition()),
                mark -> mark.getValue().rebuiltTo(),
                Math::max));
  }

  /// The marks of what was seen.
  ///
  /// @param rebuiltTo where the journal's partitions end if a rebuild begins, else empty
  Map<TopicPartition, ChangelogMark> newMarks(Map<TopicPartition, Long> rebuiltTo) {
    return view.partitions().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                partition -> partition,
                partition ->
                    new ChangelogMark(
                        ids.getOrDefault(partition.topic(), ""),
                        ends.getOrDefault(partition, 0L),
                        rebuiltTo.getOrDefault(
                            new TopicPartition(view.journal(), partition.partition()), 0L))));
  }
}
