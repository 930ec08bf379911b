package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.SourceOffsets.CleanupPolicy;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.watermark.JournaledPositions;
import org.rollbook.runtime.watermark.ReadPosition;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;

class WatermarkWriterTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final SourcePartition P = new SourcePartition("words", 0);
  private static final SourcePartition Q = new SourcePartition("words", 1);
  private static final Uuid FIRST = Uuid.randomUuid();

  private static final SourceList SOURCES = new SourceList(Set.of("words"));

  private final MutableClock clock = new MutableClock(Instant.parse("2026-08-20T12:00:00Z"));
  private final MutableClock broker = new MutableClock(Instant.parse("2026-08-20T12:00:00Z"));
  private final BrokerTime time = new BrokerTime(clock);
  private final RefusingProducer producer = new RefusingProducer(broker);
  private final FakeSources sources = new FakeSources();
  private final FakeBridge bridge = new FakeBridge();
  private JournaledPositions journaled = JournaledPositions.NONE;
  private final WatermarkWriter writer =
      new WatermarkWriter(
          new WatermarkWriter.Author(
              "one",
              SOURCES,
              Words.READINGS,
              true,
              new Journals<>(Map.of("journal", Words.JOURNAL), 2)),
          sources,
          new SourceWatch(SOURCES, () -> journaled, QUIET),
          bridge,
          new JournalProducer(() -> producer),
          time,
          clock,
          SECOND);

  @BeforeEach
  void askTheTime() {
    writer.probe();
  }

  /// A bridge that is not there until a test lets it be behind.
  private static final class FakeBridge implements Bridge {

    private UnaryOperator<Optional<Instant>> limit = now -> now;
    private final Map<String, Instant> lostAt = new HashMap<>();

    @Override
    public void catchUp() {}

    @Override
    public Optional<Instant> limit(Instant at) {
      return limit.apply(Optional.of(at));
    }

    @Override
    public Map<String, Instant> lostAt() {
      return Map.copyOf(lostAt);
    }

    @Override
    public Optional<String> trouble() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  /// Source topics that answer when a test makes them.
  private static final class FakeSources implements Sources {

    private final Set<SourcePartition> partitions = new TreeSet<>();
    private CompletableFuture<SourceOffsets> answer = new CompletableFuture<>();
    private Instant at = Instant.MIN;
    private Uuid id = FIRST;
    private String name = "words";
    private boolean absent;
    private boolean atOnce;
    private Map<String, CleanupPolicy> policies = Map.of("words", CleanupPolicy.DELETE);

    @Override
    public CompletableFuture<SourceOffsets> listed(Instant time, Set<SourcePartition> mine) {
      at = time;
      answer = new CompletableFuture<>();
      if (atOnce) {
        answer(Map.of());
      }
      return answer;
    }

    void answer(Map<SourcePartition, Long> ends) {
      partitions.addAll(ends.keySet());
      Map<String, Uuid> topics = absent ? Map.of() : Map.of(name, id);
      answer.complete(
          new SourceOffsets(
              at,
              topics,
              absent ? Set.of() : Set.copyOf(partitions),
              ends,
              absent ? Set.of("words") : Set.of(),
              policies));
    }
  }

  @Test
  void shouldClaimWhatIsReadUpToTheEndThatItSaw() {
    Instant asked = clock.instant();
    goOn(P, 10);
    sources.answer(Map.of(P, 10L));
    clock.advance(Duration.ofMillis(100));
    goOn(P, 10);

    assertThat(newest().at()).isEqualTo(asked);
    assertThat(newest().readUpTo()).containsEntry(P, asked);
    assertThat(producer.history())
        .filteredOn(message -> WatermarkKeys.holdsWatermark(message.key()))
        .hasSize(2);
  }

  /// What it has not published yet is in no topic.
  @Test
  void shouldClaimNothingLaterThanWhatTheBridgeHasPublished() {
    Instant published = clock.instant().minusSeconds(3);
    bridge.limit = _ -> Optional.of(published);
    goOn(P, 10);
    bridge.limit = now -> now;
    sources.answer(Map.of(P, 10L));
    goOn(P, 10);

    assertThat(newest().readUpTo()).containsEntry(P, published);
    assertThat(writer.silence()).isEmpty();
  }

  @Test
  void shouldClaimNothingBeforeTheBridgeHasPublished() {
    bridge.limit = _ -> Optional.empty();
    goOn(P, 10);
    sources.answer(Map.of(P, 10L));
    goOn(P, 10);

    assertThat(newest().readUpTo()).isEmpty();
    assertThat(newest().partitions()).containsExactly(P);
    assertThat(writer.silence()).contains("the Redis bridge has not published anything yet");
  }

  @Test
  void shouldReportThatTheBridgeStandsStill() {
    Instant published = clock.instant();
    bridge.limit = _ -> Optional.of(published);
    clock.advance(Duration.ofSeconds(11));
    goOn(P, 10);

    assertThat(writer.silence())
        .contains("the Redis bridge has published only what was sent before " + published);
  }

  /// At the time that the bridge states, also when it is read again.
  @Test
  void shouldCountWhatWasLostBeforeKafkaAsLost() {
    Instant lost = clock.instant().minusSeconds(60);
    bridge.lostAt.put("words", lost);
    goOn(P, 10);
    sources.answer(Map.of(P, 10L));
    goOn(P, 10);
    assertThat(newest().lostAt()).containsExactly(Map.entry(P, lost));

    bridge.lostAt.put("words", lost.plusSeconds(30));
    clock.advance(SECOND);
    goOn(P, 10);
    sources.answer(Map.of(P, 10L));
    goOn(P, 10);
    assertThat(newest().lostAt()).containsExactly(Map.entry(P, lost.plusSeconds(30)));
  }

  @Test
  void shouldNotClaimWhatIsUnread() {
    goOn(P, 9);
    sources.answer(Map.of(P, 10L));
    goOn(P, 9);

    assertThat(newest().readUpTo()).isEmpty();
    assertThat(newest().partitions()).containsExactly(P);
  }

  @Test
  void shouldListAPartitionThatNobodyReadsYet() {
    sources.partitions.add(Q);
    goOn(P, 0);
    sources.answer(Map.of(P, 0L));
    goOn(P, 0);

    assertThat(newest().partitions()).containsExactlyInAnyOrder(P, Q);
    assertThat(newest().readUpTo()).containsOnlyKeys(P);
  }

  @Test
  void shouldWriteWatermarksWithoutAnyPartition() {
    writer.goOn(Map.of());
    sources.answer(Map.of());
    writer.goOn(Map.of());

    assertThat(newest().partitions()).isEmpty();
  }

  @Test
  void shouldWriteNoWatermarkWhileTheSourcesDoNotAnswer() {
    goOn(P, 0);
    sources.answer.completeExceptionally(new IllegalStateException("no broker"));
    goOn(P, 0);
    assertThat(producer.history())
        .noneMatch(message -> WatermarkKeys.holdsWatermark(message.key()));

    clock.advance(SECOND);
    goOn(P, 0);
    sources.answer(Map.of(P, 0L));
    goOn(P, 0);
    assertThat(newest().readUpTo()).containsOnlyKeys(P);
  }

  @Test
  void shouldKeepALossForEverAndReportItUnwrittenUntilThen() {
    writer.lost(P, "drill");
    assertThat(writer.hasUnwrittenLoss(P)).isTrue();
    goOn(P, 10);
    sources.answer(Map.of(P, 10L));
    goOn(P, 10);

    assertThat(writer.hasUnwrittenLoss(P)).isFalse();
    assertThat(newest().lostAt()).containsOnlyKeys(P);
    assertThat(producer.history())
        .filteredOn(message -> Arrays.equals(message.key(), WatermarkKeys.ofGap(P)))
        .hasSize(2);
  }

  @Test
  void shouldBeginAnewWithATopicThatWasMadeAgain() {
    quietAt(10);
    sources.id = Uuid.randomUuid();

    assertThat(seen(3, 10)).containsExactly(P);
    assertThat(newest().readUpTo()).isEmpty();
    assertThat(newest().positions()).isEmpty();
    assertThat(newest().lostAt()).isEmpty();
  }

  @Test
  void shouldReportALossWhenATopicIsDeletedThatWasNotReadToItsEnd() {
    seen(10, 5);
    pass(QUIET);
    seen(10, 5);
    sources.id = Uuid.randomUuid();
    seen(0, 5);

    assertThat(newest().lostAt()).containsOnlyKeys(P);
  }

  /// The topic was read to every end that was seen, but nobody saw what was written between then
  /// and the deletion.
  @Test
  void shouldReportALossWhenATopicIsDeletedThatWasStillWrittenTo() {
    seen(850, 850);
    sources.absent = true;
    seen(0, 850);

    assertThat(newest().lostAt()).containsOnlyKeys(P);
  }

  @Test
  void shouldReportALossWhenTheConsumerSawMoreThanTheListing() {
    quietAt(850);
    writer.seenEnd(P, 10_000);
    sources.absent = true;
    seen(0, 850);

    assertThat(newest().lostAt()).containsOnlyKeys(P);
  }

  /// The consumer notices the deletion of a topic first, and gives up its partitions.
  @Test
  void shouldReportALossOfAPartitionThatWasRevokedBeforeTheNextListing() {
    seen(850, 100);
    writer.drop(Set.of(P));
    sources.absent = true;
    clock.advance(SECOND);
    broker.advance(SECOND);
    writer.goOn(Map.of());
    sources.answer(Map.of());
    writer.goOn(Map.of());

    assertThat(newest().lostAt()).containsOnlyKeys(P);
  }

  /// While no member ran, the topic may have received anything.
  @Test
  void shouldReportALossWhenATopicWasDeletedWhileNoMemberRan() {
    journaled = journaledAt(broker.instant().minusSeconds(3_600), 10, 10);
    sources.id = Uuid.randomUuid();

    assertThat(seen(0, 0)).containsExactly(P);
    assertThat(newest().lostAt()).containsOnlyKeys(P);
  }

  /// Another member had read it, and watched it until its deletion.
  @Test
  void shouldTrustWhatAnotherMemberHasReadToItsEnd() {
    journaled = journaledAt(broker.instant().minusSeconds(1), 10, 10);
    sources.id = Uuid.randomUuid();
    seen(0, 0);

    assertThat(newest().lostAt()).isEmpty();
  }

  @Test
  void shouldWriteReadPositionsAsOffsets() {
    seen(10, 7);

    assertThat(newest().positions().get(P))
        .isEqualTo(new ReadPosition(FIRST.toString(), 7, 10, newest().at(), newest().at()));
    assertThat(newest().topicIds()).containsEntry("words", FIRST.toString());
    assertThat(newest().sources()).contains(SOURCES);
  }

  @Test
  void shouldFindTheJournaledOffsetOfAPartition() {
    journaled = journaledAt(broker.instant(), 7, 10);
    sources.partitions.add(P);
    sources.atOnce = true;

    assertThat(writer.journaledBelow(P)).hasValue(7);
    sources.id = Uuid.randomUuid();
    assertThat(writer.journaledBelow(P)).isEmpty();
  }

  @Test
  void shouldNotBeCompleteBeforeASourceTopicWasSeen() {
    sources.absent = true;
    seen(0, 0);
    assertThat(newest().declaredComplete()).isFalse();

    sources.absent = false;
    seen(0, 0);
    assertThat(newest().declaredComplete()).isTrue();
  }

  @Test
  void shouldNotBeCompleteWhileItIsNotKnownHowATopicIsCleanedUp() {
    sources.policies = Map.of();
    seen(0, 0);

    assertThat(newest().declaredComplete()).isFalse();
    assertThat(newest().lostAt()).isEmpty();
  }

  @Test
  void shouldReportALossInATopicThatIsCompacted() {
    sources.policies = Map.of("words", CleanupPolicy.COMPACT);
    seen(10, 10);

    assertThat(newest().lostAt()).containsOnlyKeys(P);
  }

  /// It is compacted by us, and the newest reading of a row has all of it.
  @Test
  void shouldReportNoLossInTheTopicOfReadings() {
    sources.name = Words.READINGS;
    sources.policies = Map.of(Words.READINGS, CleanupPolicy.COMPACT);
    sources.partitions.add(new SourcePartition(Words.READINGS, 0));
    seen(10, 10);

    assertThat(newest().lostAt()).isEmpty();
  }

  /// Nobody declares a site complete that has our topic alone.
  @Test
  void shouldNotBeCompleteWithTheTopicOfReadingsAlone() {
    sources.name = Words.READINGS;
    sources.policies = Map.of(Words.READINGS, CleanupPolicy.COMPACT);
    seen(0, 0);

    assertThat(newest().declaredComplete()).isFalse();
  }

  @Test
  void shouldClaimTheBrokersTimeWhenOurClockIsAhead() {
    broker.advance(Duration.ofHours(-1));
    writer.probe();

    seen(10, 10);

    assertThat(newest().at()).isEqualTo(broker.instant());
  }

  @Test
  void shouldClaimTheBrokersTimeWhenOurClockIsBehind() {
    broker.advance(Duration.ofHours(1));
    writer.probe();

    seen(10, 10);

    assertThat(newest().at()).isEqualTo(broker.instant());
  }

  @Test
  void shouldAskTheTimeAgainAfterASilence() {
    seen(10, 10);
    broker.advance(Duration.ofHours(-1));
    clock.advance(Duration.ofMinutes(1));

    goOn(P, 10);
    assertThat(producer.history().getLast().value()).isNull();
    seen(10, 10);

    assertThat(newest().at()).isBeforeOrEqualTo(broker.instant());
    assertThat(newest().readUpTo()).containsEntry(P, newest().at());
  }

  /// A topic with this id, read by another member.
  private static JournaledPositions journaledAt(Instant at, long below, long end) {
    var position =
        new ReadPosition(FIRST.toString(), below, end, at.minus(QUIET.plusSeconds(1)), at);
    return JournaledPositions.NONE.and(
        new Watermark(
            at,
            Optional.of(SOURCES),
            true,
            Set.of(P),
            Map.of(),
            Map.of(),
            Map.of("words", FIRST.toString()),
            Map.of(P, position)));
  }

  /// Reads to the end, which has not moved for a while.
  private void quietAt(long end) {
    seen(end, end);
    pass(QUIET);
    seen(end, end);
  }

  private void pass(Duration passed) {
    clock.advance(passed);
    broker.advance(passed);
  }

  /// One more listing.
  private Set<SourcePartition> seen(long end, long doneBelow) {
    pass(SECOND);
    goOn(P, doneBelow);
    sources.answer(Map.of(P, end));
    return goOn(P, doneBelow);
  }

  private Set<SourcePartition> goOn(SourcePartition partition, long doneBelow) {
    return writer.goOn(Map.of(partition, OptionalLong.of(doneBelow)));
  }

  private Watermark newest() {
    return producer.history().stream()
        .filter(message -> WatermarkKeys.holdsWatermark(message.key()))
        .reduce((_, later) -> later)
        .map(
            message ->
                WatermarkCodec.fromBytes(
                    message.value(), message.headers().lastHeader(WatermarkCodec.HEADER).value()))
        .orElseThrow();
  }
}
