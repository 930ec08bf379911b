package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.model.Stamped;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.settings.EventBus;
import org.rollbook.runtime.settings.KafkaSettings;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.Coverage;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.kafka.EmbeddedKafka;
import org.rollbook.testkit.kafka.SharedKafka;

/// Ingest of [Words] against a broker, with topics of its own; and what it wrote there.
final class Running {

  static final int PARTITIONS = 3;

  final EmbeddedKafka kafka;
  final String prefix = SharedKafka.uniquePrefix();
  final String topic = prefix + "-words";
  final String secondTopic = prefix + "-more-words";
  final String journal = prefix + "-rollbook.words.by-word";
  final String deadLetters = prefix + "-rollbook.dead-letters.v1";
  final FakeRegistry registry = new FakeRegistry();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Ingest> members = new ArrayList<>();
  private IngestTiming timing = IngestTiming.STANDARD;

  Running() {
    this(SharedKafka.broker());
  }

  Running(EmbeddedKafka kafka) {
    this.kafka = kafka;
    kafka
        .client()
        .createTopic(
            journal,
            PARTITIONS,
            Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime"));
    kafka.client().createTopic(deadLetters, 1);
  }

  Running inAHurry() {
    timing =
        new IngestTiming(
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1));
    return this;
  }

  IngestSettings settings(String member) {
    return settings(member, List.of(topic, secondTopic));
  }

  /// Set up to read certain topics.
  IngestSettings settings(String member, List<String> sources) {
    return new IngestSettings(
        prefix + "-rollbook-words-v1",
        member,
        member + ":8201",
        Optional.empty(),
        sources,
        prefix + "-" + Words.READINGS,
        prefix + "-bridge",
        EventBus.KAFKA,
        prefix + "-rollbook.words.",
        PARTITIONS,
        deadLetters,
        Duration.ofMinutes(5),
        true,
        kafka.bootstrapServers(),
        new KafkaSettings(new TreeMap<>(), List.of()),
        timing);
  }

  /// A member that has begun to read.
  Ingest started(String member) {
    return started(settings(member), Clock.systemUTC());
  }

  /// One with settings of its own, and a clock that may be wrong.
  Ingest started(IngestSettings settings, Clock clock) {
    var ingest =
        new Ingest(settings, Words.SUBSCRIPTION, registry, new BrokerTime(clock), clock, meters);
    ingest.start();
    members.add(ingest);
    return ingest;
  }

  /// Stops every member that was started.
  void stop() {
    members.forEach(Running::stop);
  }

  static void stop(Ingest ingest) {
    try {
      ingest.stop(TimeLimit.AMPLE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    assertThat(ingest.state().activity()).isInstanceOf(IngestState.Activity.Stopped.class);
  }

  void send(String id, String word) {
    kafka.client().send(Words.message(topic, id, word));
  }

  /// The events in the journal.
  List<Stamped<String>> events() {
    JournalCodec<String> values = Words.JOURNAL.values();
    return kafka.client().records(journal).stream()
        .filter(message -> !KeyBytes.isReserved(message.key()))
        .map(message -> values.fromBytes(message.value()))
        .toList();
  }

  List<String> words() {
    return events().stream().map(Stamped::payload).distinct().toList();
  }

  /// The as-of that the watermarks in one partition of the journal give.
  AsOf asOf(int partition) {
    AsOf asOf = AsOf.NONE;
    for (ConsumerRecord<byte[], byte[]> message : written(partition)) {
      asOf = asOf.receive(watermark(message), Instant.ofEpochMilli(message.timestamp()));
    }
    return asOf;
  }

  AsOf asOf() {
    return asOf(0);
  }

  /// What the journal covers of all topics.
  Coverage coverage() {
    return asOf().coverage(sources());
  }

  Optional<Instant> completeSince() {
    return asOf().completeSince(sources());
  }

  SourceList sources() {
    return SourceList.of(List.of(topic, secondTopic));
  }

  List<Watermark> watermarks(int partition) {
    return written(partition).stream().map(Running::watermark).toList();
  }

  /// The last watermark of a partition, if one was written.
  Optional<Watermark> lastWatermark(int partition) {
    List<Watermark> all = watermarks(partition);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  private List<ConsumerRecord<byte[], byte[]>> written(int partition) {
    return kafka.client().records(journal).stream()
        .filter(message -> message.partition() == partition)
        .filter(message -> WatermarkKeys.holdsWatermark(message.key()))
        .toList();
  }

  static Watermark watermark(ConsumerRecord<byte[], byte[]> message) {
    return WatermarkCodec.fromBytes(
        message.value(), message.headers().lastHeader(WatermarkCodec.HEADER).value());
  }

  /// The partitions whose losses the journal keeps for ever.
  Set<SourcePartition> gaps() {
    return kafka.client().records(journal).stream()
        .filter(message -> WatermarkKeys.holdsWatermark(message.key()) && message.key()[1] == 'g')
        .flatMap(message -> watermark(message).lostAt().keySet().stream())
        .collect(Collectors.toSet());
  }

  List<ConsumerRecord<byte[], byte[]>> letters() {
    return kafka.client().records(deadLetters);
  }

  /// The causes of the dead letters by their keys; one that was written twice is still one.
  Map<String, String> causes() {
    var causes = new TreeMap<String, String>();
    letters()
        .forEach(
            letter ->
                causes.put(new String(letter.key(), UTF_8), header(letter, "rollbook_cause")));
    return causes;
  }

  static String header(ConsumerRecord<byte[], byte[]> letter, String header) {
    return new String(letter.headers().lastHeader(header).value(), UTF_8);
  }

  /// What the group has committed for a partition of the topic.
  Optional<Long> committed(int partition) {
    return commit(partition).map(OffsetAndMetadata::offset);
  }

  Optional<OffsetAndMetadata> commit(int partition) {
    var group = settings("any").group();
    try {
      var offsets =
          kafka.client().admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata();
      return Optional.ofNullable(offsets.get().get(new TopicPartition(topic, partition)));
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
