package org.rollbook.runtime.view.streams;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.runtime.topics.ManagedTopic;

/// The changelogs of one view's stores, and the journal that fills them.
///
/// @param view its name
/// @param journal the journal's full name
/// @param changelogs of all of its stores
public record ViewChangelogs(String view, String journal, List<ManagedTopic> changelogs) {

  public ViewChangelogs {
    changelogs = List.copyOf(changelogs);
  }

  /// Every partition of its changelogs.
  Set<TopicPartition> partitions() {
    return changelogs.stream()
        .flatMap(changelog -> partitionsOf(changelog.name(), changelog.partitions()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Every partition of its journal, which are as many.
  Set<TopicPartition> journalPartitions() {
    int partitions = changelogs.stream().mapToInt(ManagedTopic::partitions).max().orElse(0);
    return partitionsOf(journal, partitions).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<TopicPartition> partitionsOf(String topic, int partitions) {
    return IntStream.range(0, partitions).mapToObj(each -> new TopicPartition(topic, each));
  }
}
