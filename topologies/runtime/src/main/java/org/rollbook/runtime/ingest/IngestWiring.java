package org.rollbook.runtime.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.model.avro.SchemaRegistry;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.watermark.SourceList;

/// The parts of one run of ingest, wired together.
///
/// ```
///                    ┌─▶ event router ─▶ pending events
/// source consumer ─▶ loop ─▶ journal producer
///                    └─▶ watermark writer
/// ```
final class IngestWiring implements AutoCloseable {

  /// How many messages may wait for schemas before ingest pauses.
  private static final int MAX_PENDING = 10_000;

  private static final long MAX_PENDING_BYTES = 32L << 20;

  private final SourceConsumer consumer;
  private final Bridge bridge;
  private final JournalProducer producer;
  private final IngestLoop loop;

  /// Everything that ingest reaches Kafka through.
  ///
  /// @param producers makes a producer, and another when one has given up
  record Reach(
      Consumer<byte[], byte[]> consumer,
      Supplier<Producer<byte[], byte[]>> producers,
      Sources sources,
      Bridge bridge,
      JournaledSources journaled,
      DeadLetterWriter.Room room) {}

  /// What ingest depends on besides Kafka.
  ///
  /// @param clock that is never set while we run
  record Context(SchemaRegistry registry, BrokerTime time, Clock clock, MeterRegistry meters) {}

  <E> IngestWiring(
      IngestSettings settings, EventSubscription<E> subscription, Reach reach, Context context) {
    var timing = settings.timing();
    var clock = context.clock();
    var time = context.time();
    var registry = context.registry();
    var sources = SourceList.of(settings.sourceTopics());
    var pending = new PendingEvents(MAX_PENDING, MAX_PENDING_BYTES);
    var journals =
        new Journals<>(
            subscription.journals().stream()
                .collect(Collectors.toUnmodifiableMap(settings::topicOf, Function.identity())),
            settings.partitions());
    bridge = reach.bridge();
    producer = new JournalProducer(reach.producers());
    var deadLetters =
        new DeadLetterWriter(
            settings.deadLetterTopic(), producer, reach.room(), clock, timing.letterPatience());
    var watermarks =
        new WatermarkWriter(
            new WatermarkWriter.Author(
                settings.member(),
                sources,
                settings.readingsTopic(),
                settings.declaredComplete(),
                journals),
            reach.sources(),
            new SourceWatch(sources, reach.journaled(), timing.quiet()),
            bridge,
            producer,
            time,
            clock,
            timing.watermarkEvery());
    consumer =
        new SourceConsumer(
            reach.consumer(),
            settings.sourceTopics(),
            new BlockedPartitions(clock, timing.retryEvery()),
            new PartitionChanges(pending, watermarks));
    loop =
        new IngestLoop(
            consumer,
            new EventRouter<>(
                new EventDecoder<>(
                    subscription.readers(),
                    new PassReader(settings.readingsTopic(), subscription.table()),
                    registry,
                    time,
                    settings.clockSkew()),
                registry,
                new EventRouter.Destinations<>(producer, journals, deadLetters),
                pending,
                new IngestMeters(context.meters(), this::state),
                clock,
                timing.schemaPatience()),
            pending,
            producer,
            deadLetters,
            watermarks,
            time,
            clock,
            timing.askEvery());
  }

  /// Passes changes of our partitions on to the pending events and the watermarks.
  private record PartitionChanges(PendingEvents pending, WatermarkWriter watermarks)
      implements SourceConsumer.Changes {

    @Override
    public void dropped(Collection<TopicPartition> partitions) {
      pending.drop(partitions);
      watermarks.drop(partitions.stream().map(SourcePartitions::of).toList());
    }

    @Override
    public void lost(TopicPartition partition, String why) {
      watermarks.lost(SourcePartitions.of(partition), why);
    }

    @Override
    public OptionalLong journaledBelow(TopicPartition partition) {
      return watermarks.journaledBelow(SourcePartitions.of(partition));
    }
  }

  private IngestState state() {
    return loop.state();
  }

  IngestLoop loop() {
    return loop;
  }

  Map<MetricName, Metric> clientMetrics() {
    var metrics = new HashMap<MetricName, Metric>(consumer.metrics());
    metrics.putAll(producer.metrics());
    return metrics;
  }

  /// Leaves the group, also when it was hastened by an interrupt. The next member reads again what
  /// is not committed.
  @Override
  public void close() {
    boolean hastened = Thread.interrupted();
    consumer.close();
    bridge.close();
    producer.close();
    if (hastened) {
      Thread.currentThread().interrupt();
    }
  }
}
