package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.runtime.ingest.IngestState.Activity;
import org.rollbook.runtime.settings.KafkaSettings;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.WatermarkKeys;

class IngestLoopTest {

  private static final TopicPartition WORDS = new TopicPartition("words", 0);
  private static final int UNKNOWN = 99;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MutableClock clock = new MutableClock(Instant.now());
  private final FakeRegistry registry = new FakeRegistry();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private long end;
  private boolean silent;
  private final List<RefusingProducer> producers = new ArrayList<>();
  private final IngestWiring wiring =
      new IngestWiring(
          settings(),
          Words.HEARING,
          new IngestWiring.Reach(consumer, this::producer, this::listed, () -> {}),
          new IngestWiring.Surroundings(registry, clock, new SimpleMeterRegistry()));

  @BeforeEach
  void assign() throws Exception {
    consumer.updateBeginningOffsets(Map.of(WORDS, 0L));
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(Set.of(WORDS));
          consumer.seek(WORDS, 0);
        });
    turn();
  }

  @Test
  void shouldCommitWhatIsAcknowledged() throws Exception {
    read(Messages.good("words", 0, 0, "apple"), Messages.good("words", 0, 1, "pear"));

    turn();

    assertThat(words()).containsExactly("apple", "pear");
    assertThat(committed()).contains(2L);
  }

  @Test
  void shouldNotGoBeyondWhatIsSetAside() throws Exception {
    read(
        Messages.good("words", 0, 0, "apple"),
        Messages.ofSchema(UNKNOWN, 1),
        Messages.good("words", 0, 2, "pear"));

    turn();

    assertThat(words()).containsExactly("apple", "pear");
    assertThat(committed()).contains(1L);
  }

  @Test
  void shouldGoOnOnceTheSchemaIsKnown() throws Exception {
    read(Messages.ofSchema(UNKNOWN, 0));
    turn();
    registry.put(UNKNOWN, Words.WRITER);
    clock.advance(SECOND);
    turn();

    assertThat(words()).containsExactly("word");
    assertThat(committed()).contains(1L);
  }

  @Test
  void shouldRejectAMessageWhoseSchemaStaysUnknown() throws Exception {
    read(Messages.ofSchema(UNKNOWN, 0));
    turn();
    clock.advance(Duration.ofSeconds(59));
    turn();
    assertThat(letters()).isEmpty();
    clock.advance(SECOND);
    turn();

    assertThat(letters()).containsExactly("words-0-0 unknown-schema");
    assertThat(committed()).contains(1L);
  }

  @Test
  void shouldHoldWhileTheRegistryIsDownAndRejectNothingForIt() throws Exception {
    registry.answer(new SchemaLookup.Unreachable("no route"));
    read(Messages.good("words", 0, 0, "apple"));
    turn();
    clock.advance(Duration.ofMinutes(10));
    turn();

    assertThat(consumer.paused()).containsExactly(WORDS);
    assertThat(wiring.loop().state().activity())
        .isInstanceOfSatisfying(
            Activity.Paused.class, paused -> assertThat(paused.why()).contains("no route"));
    assertThat(committed()).contains(0L);

    registry.answerAgain();
    clock.advance(SECOND);
    turn();
    assertThat(consumer.paused()).isEmpty();
    assertThat(consumer.position(WORDS)).isZero();
    assertThat(letters()).isEmpty();
  }

  @Test
  void shouldNotCountAnOutageAgainstAMessageThatWaits() throws Exception {
    read(Messages.ofSchema(UNKNOWN, 0));
    turn();
    registry.answer(new SchemaLookup.Unreachable("no route"));
    clock.advance(SECOND);
    turn();
    registry.answerAgain();
    clock.advance(Duration.ofMinutes(10));
    turn();
    assertThat(letters()).isEmpty();

    clock.advance(Duration.ofMinutes(1));
    turn();
    assertThat(letters()).hasSize(1);
  }

  @Test
  void shouldPauseRatherThanFillTheMemoryWithWhatWaits() throws Exception {
    flood();

    assertThat(wiring.loop().state().setAside()).isEqualTo(10_000);
    assertThat(consumer.paused()).containsExactly(WORDS);
    assertThat(consumer.position(WORDS)).isEqualTo(10_000);
  }

  @Test
  void shouldGoOnAfterAFloodOnceItsSchemaIsKnown() throws Exception {
    flood();
    registry.put(UNKNOWN, Words.WRITER);
    clock.advance(SECOND);
    turn();

    assertThat(words()).hasSize(10_000);
    readOnAfterTheFlood();
  }

  @Test
  void shouldRejectAFloodWhoseSchemaStaysUnknown() throws Exception {
    flood();
    clock.advance(Duration.ofSeconds(58));
    turn();
    assertThat(letters()).isEmpty();
    clock.advance(SECOND);
    turn();

    assertThat(letters()).hasSize(10_000);
    readOnAfterTheFlood();
  }

  /// A flood that meets a registry that goes away and comes back waits for its schema anew.
  @Test
  void shouldNotCountAnOutageAgainstAFlood() throws Exception {
    flood();
    registry.answer(new SchemaLookup.Unreachable("no route"));
    clock.advance(SECOND);
    turn();
    registry.answerAgain();
    clock.advance(Duration.ofMinutes(10));
    turn();
    assertThat(letters()).isEmpty();

    clock.advance(Duration.ofMinutes(1));
    turn();
    assertThat(letters()).hasSize(10_000);
  }

  /// One more than may wait.
  private void flood() throws InterruptedException {
    for (int offset = 0; offset < 10_001; offset++) {
      read(Messages.ofSchema(UNKNOWN, offset));
    }
    turn();
    clock.advance(SECOND);
    turn();
  }

  private void readOnAfterTheFlood() throws InterruptedException {
    assertThat(consumer.paused()).isEmpty();
    read(Messages.ofSchema(UNKNOWN, 10_000), Messages.good("words", 0, 10_001, "pear"));
    turn();
    assertThat(words()).contains("pear");
  }

  @Test
  void shouldTryALetterAgainThatWasTooLarge() throws Exception {
    var refusals = new AtomicInteger();
    producers
        .getFirst()
        .refuse(
            message ->
                message.topic().equals("dead") && refusals.getAndIncrement() == 0
                    ? Optional.of(new RecordTooLargeException("too large"))
                    : Optional.empty());
    read(Messages.valued(null));

    turn();

    assertThat(refusals).hasValue(2);
    assertThat(letters()).containsExactly("words-0-0 not-framed");
    assertThat(committed()).contains(1L);
  }

  @Test
  void shouldCutALetterThatStaysTooLarge() throws Exception {
    producers
        .getFirst()
        .refuse(
            message -> {
              clock.advance(SECOND);
              boolean large = message.topic().equals("dead") && message.value().length > 10_000;
              return large ? Optional.of(new RecordTooLargeException("no")) : Optional.empty();
            });
    read(Messages.valued("x".repeat(20_000).getBytes(UTF_8)));

    turn();

    assertThat(letters()).containsExactly("words-0-0 not-framed");
    assertThat(committed()).contains(1L);
  }

  @Test
  void shouldReadTheRestLaterWhenTheRegistryIsSlow() throws Exception {
    registry.whenAsked(() -> clock.advance(Duration.ofSeconds(11)));
    read(Messages.good("words", 0, 0, "apple"), Messages.good("words", 0, 1, "pear"));

    turn();
    assertThat(words()).containsExactly("apple");
    assertThat(committed()).contains(1L);
    assertThat(consumer.position(WORDS)).isEqualTo(1);
  }

  @Test
  void shouldRefuseAnEventThatSaysTooMuch() throws Exception {
    read(Messages.good("words", 0, 0, "x".repeat(20_000)));

    turn();

    assertThat(letters()).containsExactly("words-0-0 undecodable");
    assertThat(words()).isEmpty();
  }

  @Test
  void shouldStartOverWithANewProducerWhenTheOldOneGaveUp() throws Exception {
    producers.getFirst().refuse(_ -> Optional.of(new TimeoutException("two minutes")));
    read(Messages.good("words", 0, 0, "apple"));

    turn();

    assertThat(producers).hasSize(2);
    assertThat(producers.getFirst().closed()).isTrue();
    assertThat(consumer.assignment()).isEmpty();
    assertThat(committed()).isNotEqualTo(Optional.of(1L));
  }

  @Test
  void shouldEndWhenTheBrokerRefusesWhatItWrites() {
    producers.getFirst().refuse(_ -> Optional.of(new TopicAuthorizationException("not yours")));
    read(Messages.good("words", 0, 0, "apple"));

    assertThatThrownBy(this::turn).isInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void shouldTellSinceWhenNothingExplainsAClaimThatStandsStill() throws Exception {
    readAll(5);
    Instant readAll = clock.instant();
    turnFor(Duration.ofSeconds(30));

    assertThat(settledSince()).isBeforeOrEqualTo(readAll);
  }

  @Test
  void shouldExplainItByABacklog() throws Exception {
    end = 1_000;
    for (int offset = 0; offset < 30; offset++) {
      read(Messages.good("words", 0, offset, "apple"));
      turnFor(SECOND);
    }
    assertThat(settledSince()).isEqualTo(clock.instant());

    turnFor(Duration.ofSeconds(30));
    assertThat(settledSince()).isEqualTo(clock.instant().minusSeconds(30));
  }

  @Test
  void shouldExplainItByARegistryThatIsAway() throws Exception {
    readAll(1);
    registry.answer(new SchemaLookup.Unreachable("no route"));
    read(Messages.good("words", 0, 1, "pear"));
    turnFor(Duration.ofSeconds(30));

    assertThat(settledSince()).isEqualTo(clock.instant());
  }

  @Test
  void shouldExplainItByABrokerThatDoesNotAnswer() throws Exception {
    readAll(1);
    silent = true;
    turnFor(Duration.ofSeconds(30));

    assertThat(settledSince()).isEqualTo(clock.instant());
  }

  /// Everything that there is.
  private void readAll(int messages) throws InterruptedException {
    end = messages;
    for (int offset = 0; offset < messages; offset++) {
      read(Messages.good("words", 0, offset, "apple"));
    }
    turnFor(SECOND);
  }

  private void turnFor(Duration time) throws InterruptedException {
    for (long second = 0; second < time.toSeconds(); second++) {
      clock.advance(SECOND);
      turn();
    }
  }

  private Instant settledSince() {
    return Objects.requireNonNull(
            wiring.loop().state().partitions().get(SourcePartitions.of(WORDS)))
        .settledSince();
  }

  @SafeVarargs
  private void read(ConsumerRecord<byte[], byte[]>... messages) {
    for (var message : messages) {
      consumer.addRecord(message);
    }
  }

  private void turn() throws InterruptedException {
    wiring.loop().turn();
  }

  private Optional<Long> committed() {
    return Optional.ofNullable(consumer.committed(Set.of(WORDS)).get(WORDS))
        .map(OffsetAndMetadata::offset);
  }

  private List<String> words() {
    return sent("words.by-word")
        .filter(message -> !WatermarkKeys.holdsWatermark(message.key()))
        .map(message -> Words.JOURNAL.values().fromBytes(message.value()).said())
        .toList();
  }

  private List<String> letters() {
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
    producers.add(new RefusingProducer());
    return producers.getLast();
  }

  private CompletableFuture<Listing> listed(Instant at, Set<SourcePartition> mine) {
    Map<SourcePartition, Long> ends = mine.stream().collect(Collectors.toMap(one -> one, _ -> end));
    return silent
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(new Listing(at, Map.of(), mine, ends, Set.of()));
  }

  private static IngestSettings settings() {
    return new IngestSettings(
        "words-v1",
        "one",
        "one:8201",
        Optional.empty(),
        List.of("words"),
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
