package org.rollbook.runtime.view.streams;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.rollbook.runtime.topics.AdminResults;

/// Asks the broker about changelogs, and stores what the site knows of them.
///
/// @param group the views' own group: its application id
record ChangelogAdmin(Admin admin, String group) {

  /// Nobody is ever a member of this group, so anybody may commit to it.
  private String marksGroup() {
    return group + "-changelogs";
  }

  /// Looks at a view's changelogs. If there are no marks, then nobody had made any when the ends
  /// were read: whoever makes them may begin to fill the changelogs at once.
  ChangelogLook look(ViewChangelogs view) throws InterruptedException {
    ChangelogLook look = lookOnce(view);
    return look.marks().isEmpty() && !marks(view).isEmpty() ? look(view) : look;
  }

  private ChangelogLook lookOnce(ViewChangelogs view) throws InterruptedException {
    Map<String, String> ids = ids(List.of(view));
    List<TopicPartition> there =
        view.partitions().stream().filter(partition -> ids.containsKey(partition.topic())).toList();
    Map<TopicPartition, ChangelogMark> marks = marks(view);
    Map<TopicPartition, Long> read =
        committed(group, view.journalPartitions()).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, offset -> offset.getValue().offset()));
    return new ChangelogLook(
        view,
        ids,
        offsets(there, OffsetSpec.earliest()),
        offsets(there, OffsetSpec.latest()),
        marks,
        read);
  }

  private Map<TopicPartition, ChangelogMark> marks(ViewChangelogs view)
      throws InterruptedException {
    return committed(marksGroup(), view.partitions()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, mark -> ChangelogMark.from(mark.getValue())));
  }

  /// The topic ids of the changelogs that exist, by name.
  Map<String, String> ids(List<ViewChangelogs> views) throws InterruptedException {
    var names =
        views.stream()
            .flatMap(view -> view.changelogs().stream())
            .map(changelog -> changelog.name())
            .toList();
    Map<String, String> ids = new HashMap<>();
    for (var answer : admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        ids.put(answer.getKey(), AdminResults.of(answer.getValue()).topicId().toString());
      } catch (UnknownTopicOrPartitionException absent) {
        // The method omits topics that do not exist.
      }
    }
    return ids;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(
      String of, Set<TopicPartition> partitions) throws InterruptedException {
    var asked = new ListConsumerGroupOffsetsSpec().topicPartitions(List.copyOf(partitions));
    try {
      return AdminResults.of(
              admin.listConsumerGroupOffsets(Map.of(of, asked)).partitionsToOffsetAndMetadata(of))
          .entrySet()
          .stream()
          .filter(offset -> offset.getValue() != null)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    } catch (GroupIdNotFoundException nobody) {
      return Map.of();
    }
  }

  /// Where the partitions of a view's journal end.
  Map<TopicPartition, Long> journalEnds(ViewChangelogs view) throws InterruptedException {
    return offsets(view.journalPartitions(), OffsetSpec.latest());
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
      throws InterruptedException {
    var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
    return AdminResults.of(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, offset -> offset.getValue().offset()));
  }

  void keep(Map<TopicPartition, ChangelogMark> marks) throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        marks.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, mark -> mark.getValue().toCommit()));
    AdminResults.of(admin.alterConsumerGroupOffsets(marksGroup(), offsets).all());
  }

  /// Whether no instance runs views now. One that died counts as gone only after its session's
  /// timeout.
  boolean isNobodyRunning() throws InterruptedException {
    try {
      return AdminResults.of(
              admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
          .members()
          .isEmpty();
    } catch (GroupIdNotFoundException nobody) {
      return true;
    }
  }

  /// Lets a view read its journal from the beginning.
  ///
  /// @return whether it does; it does not if somebody has begun to read it
  boolean forgetReading(ViewChangelogs view) throws InterruptedException {
    try {
      AdminResults.of(admin.deleteConsumerGroupOffsets(group, view.journalPartitions()).all());
      return true;
    } catch (GroupIdNotFoundException nothingRead) {
      return true;
    } catch (GroupSubscribedToTopicException | GroupNotEmptyException somebody) {
      return false;
    }
  }
}
