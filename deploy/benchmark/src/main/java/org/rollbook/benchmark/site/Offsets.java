package org.rollbook.benchmark.site;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.kafka.BrokerClient;

/// How far groups are and how much is in topics, seen from outside. Each look costs the broker few
/// small requests.
public record Offsets(Admin admin) {

  /// A group that reads a topic, mostly with one record for each event.
  ///
  /// @param group its name; one that ends in [#ANY_VERSION] stands for all versions of it
  public record GroupStep(String group, String topic) {

    private static final String ANY_VERSION = "-v";

    private boolean isOf(String name) {
      return name.equals(group) || (group.endsWith(ANY_VERSION) && name.startsWith(group));
    }

    /// The steps of an event in the enrollments topology, until it is in all of its views.
    public static List<GroupStep> ofEnrollments(TopicPrefix site, String inbound) {
      // Another build may have another version of the topology.
      String views = site.join("rollbook-enrollments" + ANY_VERSION);
      return List.of(
          new GroupStep(views + "1-ingest", inbound),
          new GroupStep(views, site.join("rollbook.enrollments.by-learner")),
          new GroupStep(views, site.join("rollbook.enrollments.by-course")));
    }
  }

  /// What each step has committed, over all partitions of its topic; 0 for a group that has not
  /// committed yet.
  public List<Long> passed(List<GroupStep> steps) {
    var committed = committed();
    return steps.stream()
        .map(
            step ->
                committed.entrySet().stream()
                    .filter(group -> step.isOf(group.getKey()))
                    .flatMap(group -> group.getValue().entrySet().stream())
                    .filter(offset -> offset.getKey().topic().equals(step.topic()))
                    .mapToLong(offset -> offset.getValue().offset())
                    .sum())
        .toList();
  }

  /// Of all groups. One that is deleted meanwhile has nothing.
  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed() {
    try {
      Map<String, ListConsumerGroupOffsetsSpec> groups =
          BrokerClient.result(admin.listGroups().all()).stream()
              .collect(toMap(GroupListing::groupId, _ -> new ListConsumerGroupOffsetsSpec()));
      return groups.isEmpty()
          ? Map.of()
          : BrokerClient.result(admin.listConsumerGroupOffsets(groups).all());
    } catch (GroupIdNotFoundException deleted) {
      return Map.of();
    }
  }

  /// The committed content of topics, in records and transaction markers.
  public long written(List<String> topics, int partitions) {
    Map<TopicPartition, OffsetSpec> ends =
        topics.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
            .collect(toMap(Function.identity(), _ -> OffsetSpec.latest()));
    var committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    return BrokerClient.result(admin.listOffsets(ends, committed).all()).values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }
}
