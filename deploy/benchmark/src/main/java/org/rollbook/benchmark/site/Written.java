package org.rollbook.benchmark.site;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.testkit.kafka.BrokerClient;

/// How much is in topics and committed, seen from outside. Costs the broker one small request.
///
/// @param partitions that each topic has
public record Written(Admin admin, List<String> topics, int partitions) {

  public Written {
    topics = List.copyOf(topics);
  }

  /// In records and transaction markers.
  public long offsets() {
    Map<TopicPartition, OffsetSpec> ends =
        topics.stream()
            .flatMap(this::partitionsOf)
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    return BrokerClient.result(
            admin.listOffsets(ends, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .values()
        .stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private Stream<TopicPartition> partitionsOf(String topic) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> new TopicPartition(topic, partition));
  }
}
