package org.rollbook.benchmark.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.rollbook.benchmark.ingest.Side.Step;
import org.rollbook.testkit.kafka.BrokerClient;

/// Sees from outside how far a side is: by what its groups have committed, and by the ends of what
/// it writes. Costs the broker two small requests.
record Observer(Admin admin, List<Step> steps, List<String> outputs) {

  /// Between two looks.
  private static final long MOMENT = 20_000_000;

  /// Looks, but not at once.
  Progress progress() {
    LockSupport.parkNanos(MOMENT);
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed();
    List<Long> passed =
        steps.stream()
            .map(step -> passed(step, committed.getOrDefault(step.group(), Map.of())))
            .toList();
    // Before anything passed, there may be no topics to ask for.
    long written = passed.contains(0L) ? 0 : written();
    return new Progress(System.nanoTime(), passed, written);
  }

  private static long passed(Step step, Map<TopicPartition, OffsetAndMetadata> committed) {
    return committed.entrySet().stream()
        .filter(offset -> offset.getKey().topic().equals(step.topic()))
        .mapToLong(offset -> offset.getValue().offset())
        .sum();
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed() {
    Map<String, ListConsumerGroupOffsetsSpec> groups =
        steps.stream()
            .map(Step::group)
            .distinct()
            .collect(
                Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
    try {
      return BrokerClient.result(admin.listConsumerGroupOffsets(groups).all());
    } catch (GroupIdNotFoundException notYet) {
      return Map.of();
    }
  }

  private long written() {
    Map<TopicPartition, OffsetSpec> ends =
        outputs.stream()
            .flatMap(Observer::partitions)
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    return BrokerClient.result(
            admin.listOffsets(ends, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .values()
        .stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  private static Stream<TopicPartition> partitions(String topic) {
    return IntStream.range(0, Inbound.PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic, partition));
  }
}
