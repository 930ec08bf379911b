package org.rollbook.benchmark.footprint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.benchmark.baseline.Postgres;
import org.rollbook.benchmark.system.MainProcess;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.kafka.BrokerClient;
import org.rollbook.testkit.kafka.BrokerProcess;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.site.Waiting;

/// A [SmallSite] in a process of its own.
final class SmallSiteProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final ChildProcess process;

  private SmallSiteProcess(ChildProcess process) {
    this.process = process;
  }

  /// Starts one, and waits until it has written everything that is on the topics.
  ///
  /// @param folder where its log goes
  static SmallSiteProcess start(
      BrokerProcess broker, Postgres postgres, Sizing sizing, Path folder) {
    List<String> arguments =
        new ArrayList<>(
            List.of(broker.bootstrapServers(), postgres.url(), Integer.toString(FreePort.next())));
    arguments.addAll(SmallCampus.TOPICS);
    ChildProcess process =
        MainProcess.start(
            SmallSite.class,
            sizing.jvm(),
            sizing.environment(),
            folder.resolve("small"),
            arguments);
    Waiting.untilSlowly(() -> !process.isAlive() || hasReadAll(broker.client()), PATIENCE);
    if (!process.isAlive()) {
      throw new IllegalStateException("the small site has ended; see " + process.log());
    }
    return new SmallSiteProcess(process);
  }

  long pid() {
    return process.pid();
  }

  /// Whether it has committed the end of each topic; an empty topic needs no commit.
  private static boolean hasReadAll(BrokerClient client) {
    Map<TopicPartition, OffsetSpec> latest =
        SmallCampus.TOPICS.stream()
            .collect(
                Collectors.toMap(topic -> new TopicPartition(topic, 0), _ -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        BrokerClient.result(client.admin().listOffsets(latest).all());
    Map<TopicPartition, OffsetAndMetadata> committed =
        BrokerClient.result(
            client
                .admin()
                .listConsumerGroupOffsets(SmallSite.GROUP)
                .partitionsToOffsetAndMetadata());
    return ends.entrySet().stream()
        .allMatch(
            end ->
                end.getValue().offset() == 0
                    || (committed.containsKey(end.getKey())
                        && committed.get(end.getKey()).offset() >= end.getValue().offset()));
  }

  @Override
  public void close() {
    process.close();
  }
}
