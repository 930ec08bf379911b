package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.settings.EventBus;
import org.rollbook.runtime.settings.KafkaSettings;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.watermark.JournaledPositions;
import org.rollbook.runtime.watermark.SourcePartition;

/// An ingest loop that tests turn by hand: no broker, a scripted registry, and a clock that only
/// tests move.
final class TurnedLoop {

  static final TopicPartition WORDS = new TopicPartition("words", 0);
  static final Duration SECOND = Duration.ofSeconds(1);

  final MutableClock clock = new MutableClock(Instant.now());
  final BrokerTime time = new BrokerTime(clock);
  final FakeRegistry registry = new FakeRegistry();
  final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  final List<RefusingProducer> producers = new ArrayList<>();

  /// The end offset of the topic, as the broker reports it.
  long end;

  /// Whether the broker does not report it.
  boolean silent;

  private final IngestWiring wiring =
      new IngestWiring(
          settings(),
          Words.SUBSCRIPTION,
          new IngestWiring.Reach(
              consumer,
              this::producer,
              this::listed,
              Bridge.NONE,
              () -> JournaledPositions.NONE,
              () -> {}),
          new IngestWiring.Context(registry, time, clock, new SimpleMeterRegistry()));

  /// A loop that has been given the topic's one partition.
  static TurnedLoop assigned() {
    var loop = new TurnedLoop();
    loop.consumer.updateBeginningOffsets(Map.of(WORDS, 0L));
    loop.consumer.schedulePollTask(
        () -> {
          loop.consumer.rebalance(Set.of(WORDS));
          loop.consumer.seek(WORDS, 0);
        });
    // The first turn only asks for the time.
    loop.turn();
    loop.turn();
    return loop;
  }

  void turn() {
    try {
      wiring.loop().turn();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /// Once a second.
  void turnFor(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      clock.advance(SECOND);
      turn();
    }
  }

  IngestState state() {
    return wiring.loop().state();
  }

  Instant settledSince() {
    return Objects.requireNonNull(state().partitions().get(SourcePartitions.of(WORDS)))
        .settledSince();
  }

  /// Lets it find messages at its next turn.
  @SafeVarargs
  final void read(ConsumerRecord<byte[], byte[]>... messages) {
    for (var message : messages) {
      consumer.addRecord(message);
    }
  }

  Optional<Long> committed() {
    return Optional.ofNullable(consumer.committed(Set.of(WORDS)).get(WORDS))
        .map(OffsetAndMetadata::offset);
  }

  /// What it wrote to the journal.
  List<String> words() {
    return sent("words.by-word")
        .filter(message -> !KeyBytes.isReserved(message.key()))
        .map(message -> Words.JOURNAL.values().fromBytes(message.value()).payload())
        .toList();
  }

  /// The dead letters that it wrote: their key and cause.
  List<String> letters() {
    return sent("dead")
        .map(
            letter ->
                new String(letter.key(), UTF_8)
                    + " "
                    + new String(letter.headers().lastHeader("rollbook_cause").value(), UTF_8))
        .toList();
  }

  private Stream<ProducerRecord<byte[], byte[]>> sent(String topic) {
    return producers.stream()
        .flatMap(producer -> producer.history().stream())
        .filter(message -> message.topic().equals(topic));
  }

  private RefusingProducer producer() {
    producers.add(new RefusingProducer(clock));
    return producers.getLast();
  }

  private CompletableFuture<SourceOffsets> listed(Instant at, Set<SourcePartition> mine) {
    Map<SourcePartition, Long> ends = mine.stream().collect(Collectors.toMap(one -> one, _ -> end));
    return silent
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(
            new SourceOffsets(at, Map.of(), mine, ends, Set.of(), Map.of()));
  }

  private static IngestSettings settings() {
    return new IngestSettings(
        "words-v1",
        "one",
        "one:8201",
        Optional.empty(),
        List.of("words"),
        Words.READINGS,
        "bridge",
        EventBus.KAFKA,
        "words.",
        2,
        "dead",
        Duration.ofMinutes(5),
        true,
        "nowhere:9092",
        new KafkaSettings(new TreeMap<>(), List.of()),
        IngestTiming.STANDARD);
  }
}
