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

/// What one run of ingest is made of, put together.
///
/// ```
///           ┌─▶ sorter ─▶ set aside
/// intake ─▶ loop ─▶ outbox
///           └─▶ watermark writer
/// ```
final class IngestWiring implements AutoCloseable {

  /// More than this may not wait for schemas before nothing is read any more.
  private static final int MAX_SET_ASIDE = 10_000;

  private static final long MAX_SET_ASIDE_BYTES = 32L << 20;

  private final Intake intake;
  private final Outbox outbox;
  private final IngestLoop loop;

  /// Everything that ingest reaches Kafka through.
  ///
  /// @param producers makes a producer, and another when one has given up
  record Reach(
      Consumer<byte[], byte[]> consumer,
      Supplier<Producer<byte[], byte[]>> producers,
      Sources sources,
      JournalMemory memory,
      DeadLetterWriter.Room room) {}

  /// What is asked rather than told.
  ///
  /// @param clock that is never set while we run
  record Surroundings(
      SchemaRegistry registry, BrokerTime time, Clock clock, MeterRegistry meters) {}

  <E> IngestWiring(
      IngestSettings settings, Hearing<E> hearing, Reach reach, Surroundings surroundings) {
    var timing = settings.timing();
    var clock = surroundings.clock();
    var time = surroundings.time();
    var registry = surroundings.registry();
    var sources = SourceList.of(settings.sourceTopics());
    var setAside = new SetAside(MAX_SET_ASIDE, MAX_SET_ASIDE_BYTES);
    var journals =
        new Journals<>(
            hearing.journals().stream()
                .collect(Collectors.toUnmodifiableMap(settings::topicOf, Function.identity())),
            settings.partitions());
    outbox = new Outbox(reach.producers());
    var deadLetters =
        new DeadLetterWriter(
            settings.deadLetterTopic(), outbox, reach.room(), clock, timing.letterPatience());
    var watermarks =
        new WatermarkWriter(
            new WatermarkWriter.Author(
                settings.member(), sources, settings.declaredComplete(), journals),
            reach.sources(),
            new SourceWatch(sources, reach.memory(), timing.quiet()),
            outbox,
            time,
            clock,
            timing.watermarkEvery());
    intake =
        new Intake(
            reach.consumer(),
            settings.sourceTopics(),
            new BlockedPartitions(clock, timing.retryEvery()),
            new PartitionChanges(setAside, watermarks));
    loop =
        new IngestLoop(
            intake,
            new Sorter<>(
                new Interpreter<>(hearing.readers(), registry, time, settings.clockSkew()),
                registry,
                new Sorter.Destinations<>(outbox, journals, deadLetters),
                setAside,
                new IngestMeters(surroundings.meters(), this::state),
                clock,
                timing.schemaPatience()),
            setAside,
            outbox,
            deadLetters,
            watermarks,
            time,
            clock,
            timing.askEvery());
  }

  /// What partitions that come and go leave behind.
  private record PartitionChanges(SetAside setAside, WatermarkWriter watermarks)
      implements Intake.Changes {

    @Override
    public void dropped(Collection<TopicPartition> partitions) {
      setAside.drop(partitions);
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
    var metrics = new HashMap<MetricName, Metric>(intake.metrics());
    metrics.putAll(outbox.metrics());
    return metrics;
  }

  /// Leaves the group, also when it was hastened by an interrupt. What is not committed is read
  /// again by whoever comes next.
  @Override
  public void close() {
    boolean hastened = Thread.interrupted();
    intake.close();
    outbox.close();
    if (hastened) {
      Thread.currentThread().interrupt();
    }
  }
}
