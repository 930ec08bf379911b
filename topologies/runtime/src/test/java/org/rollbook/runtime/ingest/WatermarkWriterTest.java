package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;

class WatermarkWriterTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final SourcePartition P = new SourcePartition("words", 0);
  private static final SourcePartition Q = new SourcePartition("words", 1);
  private static final Uuid FIRST = Uuid.randomUuid();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-08-20T12:00:00Z"));
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final FakeSources sources = new FakeSources();
  private final WatermarkWriter writer =
      new WatermarkWriter(
          new WatermarkWriter.Author(
              "one", true, new Journals<>(Map.of("journal", Words.JOURNAL), 2)),
          sources,
          new Outbox(() -> producer),
          clock,
          SECOND);

  /// What there is, answered when the test says so.
  private static final class FakeSources implements Sources {

    private final Set<SourcePartition> partitions = new TreeSet<>();
    private CompletableFuture<Listing> answer = new CompletableFuture<>();
    private Instant at = Instant.MIN;
    private Uuid id = FIRST;

    @Override
    public CompletableFuture<Listing> listed(Instant time, Set<SourcePartition> mine) {
      at = time;
      answer = new CompletableFuture<>();
      return answer;
    }

    void answer(Map<SourcePartition, Long> ends) {
      partitions.addAll(ends.keySet());
      answer.complete(new Listing(at, Map.of("words", id), Set.copyOf(partitions), ends, Set.of()));
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
    assertThat(producer.history()).hasSize(2);
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
    assertThat(newest().declaredComplete()).isTrue();
  }

  @Test
  void shouldStaySilentWhileTheSourcesDoNotAnswer() {
    goOn(P, 0);
    sources.answer.completeExceptionally(new IllegalStateException("no broker"));
    goOn(P, 0);
    assertThat(producer.history()).isEmpty();

    clock.advance(SECOND);
    goOn(P, 0);
    sources.answer(Map.of(P, 0L));
    goOn(P, 0);
    assertThat(newest().readUpTo()).containsOnlyKeys(P);
  }

  @Test
  void shouldWriteALossForEverAndHoldItsPartitionBackUntilThen() {
    writer.lost(P);
    assertThat(writer.isHeldBack(P)).isTrue();
    goOn(P, 10);
    sources.answer(Map.of(P, 10L));
    goOn(P, 10);

    assertThat(writer.isHeldBack(P)).isFalse();
    assertThat(newest().lostAt()).containsOnlyKeys(P);
    assertThat(producer.history())
        .filteredOn(message -> Arrays.equals(message.key(), WatermarkKeys.ofGap(P)))
        .hasSize(2);
  }

  @Test
  void shouldBeginAnewWithATopicThatWasMadeAgain() {
    seen(P, 10, 10);
    sources.id = Uuid.randomUuid();
    clock.advance(SECOND);
    goOn(P, 10);
    sources.answer(Map.of(P, 3L));

    assertThat(goOn(P, 10)).containsExactly(P);
    assertThat(newest().readUpTo()).isEmpty();
    assertThat(newest().lostAt()).isEmpty();
  }

  @Test
  void shouldTellALossWhenATopicGoesThatWasNotReadToItsEnd() {
    seen(P, 10, 5);
    sources.id = Uuid.randomUuid();
    clock.advance(SECOND);
    goOn(P, 5);
    sources.answer(Map.of(P, 0L));
    goOn(P, 5);

    assertThat(newest().lostAt()).containsOnlyKeys(P);
  }

  @Test
  void shouldNotGoBackWhenTheClockDoes() {
    seen(P, 10, 10);
    Instant before = newest().at();
    clock.advance(Duration.ofHours(-1));
    goOn(P, 10);
    sources.answer(Map.of(P, 10L));
    goOn(P, 10);

    assertThat(newest().at()).isEqualTo(before);
  }

  private void seen(SourcePartition partition, long end, long doneBelow) {
    goOn(partition, doneBelow);
    sources.answer(Map.of(partition, end));
    goOn(partition, doneBelow);
  }

  private Set<SourcePartition> goOn(SourcePartition partition, long doneBelow) {
    return writer.goOn(Map.of(partition, OptionalLong.of(doneBelow)));
  }

  private Watermark newest() {
    return WatermarkCodec.fromBytes(producer.history().getLast().value());
  }
}
