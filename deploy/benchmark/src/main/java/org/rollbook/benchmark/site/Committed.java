package org.rollbook.benchmark.site;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.rollbook.testkit.kafka.BrokerClient;

/// How far groups are, seen from outside by their commits. Costs the broker one small request.
public record Committed(Admin admin, List<GroupStep> steps) {

  public Committed {
    steps = List.copyOf(steps);
  }

  /// The events that each step has passed, over all partitions; 0 for a group that has not
  /// committed yet.
  public List<Long> passed() {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = offsets();
    return steps.stream()
        .map(step -> passed(step, offsets.getOrDefault(step.group(), Map.of())))
        .toList();
  }

  private static long passed(GroupStep step, Map<TopicPartition, OffsetAndMetadata> offsets) {
    return offsets.entrySet().stream()
        .filter(offset -> offset.getKey().topic().equals(step.topic()))
        .mapToLong(offset -> offset.getValue().offset())
        .sum();
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets() {
    Map<String, ListConsumerGroupOffsetsSpec> groups =
        steps.stream()
            .map(GroupStep::group)
            .distinct()
            .collect(
                Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
    try {
      return BrokerClient.result(admin.listConsumerGroupOffsets(groups).all());
    } catch (GroupIdNotFoundException notYet) {
      return Map.of();
    }
  }
}
