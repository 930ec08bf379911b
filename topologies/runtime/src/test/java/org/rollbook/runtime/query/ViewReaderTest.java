package org.rollbook.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.runtime.journal.TextCodec;
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

/// The laws of the query side, for one partition that is here.
class ViewReaderTest {

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final SourcePartition SOURCE = new SourcePartition("source", 0);
  private static final StoreSpec<String> STORE = new StoreSpec<>("words", new TextCodec());
  private static final Bounds FIVE_MINUTES = new Bounds(Duration.ofMinutes(5), false);
  private static final byte[] ANN = "ann".getBytes(StandardCharsets.UTF_8);

  private final LiveTasks tasks = new LiveTasks();
  private final SortedCopies copies = new SortedCopies();
  private final List<String> asked = new ArrayList<>();

  @Test
  void shouldFindARowAndSayHowFreshItIs() {
    open(NOW.minusSeconds(60));
    hear(NOW.minusSeconds(1), true);
    copies.put(ANN, bytes("hello"));

    var served = new ServedBy(ServedBy.Role.ACTIVE, "here:8201");
    assertThat(ask(FIVE_MINUTES))
        .isEqualTo(
            new Answer.Found<>(
                "hello",
                new Freshness(NOW.minusSeconds(1), served, Optional.of(NOW.minusSeconds(1)))));
    assertThat(asked).containsExactly("words here found");
  }

  @Test
  void shouldPromiseThatThereIsNoneWhenComplete() {
    open(NOW.minusSeconds(60));
    hear(NOW.minusSeconds(1), true);

    assertThat(ask(FIVE_MINUTES)).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldPromiseNothingWhileIncomplete() {
    open(NOW.minusSeconds(60));
    hear(NOW.minusSeconds(1), false);

    assertThat(reason(ask(FIVE_MINUTES))).isEqualTo(Reason.INCOMPLETE);
    assertThat(reason(page(FIVE_MINUTES))).isEqualTo(Reason.INCOMPLETE);
    assertThat(ask(new Bounds(Duration.ofMinutes(5), true))).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldFindARowAlthoughIncomplete() {
    open(NOW.minusSeconds(60));
    hear(NOW.minusSeconds(1), false);
    copies.put(ANN, bytes("hello"));

    assertThat(ask(FIVE_MINUTES)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void shouldRefuseEvenAFoundRowOutsideTheBound() {
    open(NOW.minusSeconds(60));
    hear(NOW.minusSeconds(10), true);
    copies.put(ANN, bytes("hello"));

    assertThat(reason(ask(new Bounds(Duration.ofSeconds(9), false)))).isEqualTo(Reason.STALE);
    assertThat(ask(new Bounds(Duration.ofSeconds(10), false))).isInstanceOf(Answer.Found.class);
  }

  @Test
  void shouldClampTheBoundOfACopyThatMayBeReplayingItsPast() {
    open(NOW.minusSeconds(60));
    hear(NOW.minus(Duration.ofHours(2)), true);

    assertThat(reason(ask(new Bounds(Duration.ofDays(1), false)))).isEqualTo(Reason.STALE);
  }

  @Test
  void shouldTakeAnyBoundOnceTheCopyHasReachedItsFirstEnd() {
    open(NOW.minus(Duration.ofHours(3)));
    Instant lastRead = NOW.minus(Duration.ofHours(2));
    AsOf listedSinceButReadNoFurther =
        AsOf.NONE
            .hear(new Watermark(lastRead, true, Set.of(SOURCE), Map.of(SOURCE, lastRead), Map.of()))
            .hear(new Watermark(NOW, true, Set.of(SOURCE), Map.of(), Map.of()));
    copies.put(AsOfRow.KEY.get(), AsOfRow.bytes(listedSinceButReadNoFurther));

    assertThat(ask(new Bounds(Duration.ofDays(1), false))).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldNotBeReadyBeforeItHeardHowFarTheSourcesWereRead() {
    open(NOW.minusSeconds(60));

    assertThat(reason(ask(FIVE_MINUTES))).isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldNotBeReadyForWhatIsNotHere() {
    assertThat(reason(ask(FIVE_MINUTES))).isEqualTo(Reason.NOT_READY);
    assertThat(asked).containsExactly("words unsettled not_ready");
  }

  @Test
  void shouldMakeNoClaimWhenTheTaskMovedBetweenAsOfAndRow() {
    open(NOW.minusSeconds(60));
    hear(NOW.minusSeconds(1), true);
    copies.onRead(ANN, () -> open(NOW));

    assertThat(reason(ask(FIVE_MINUTES))).isEqualTo(Reason.NOT_READY);
  }

  private void open(Instant at) {
    tasks.opened("words", 0, at, AsOf.NONE);
  }

  private void hear(Instant readUpTo, boolean declared) {
    var watermark =
        new Watermark(readUpTo, declared, Set.of(SOURCE), Map.of(SOURCE, readUpTo), Map.of());
    copies.put(AsOfRow.KEY.get(), AsOfRow.bytes(AsOf.NONE.hear(watermark)));
  }

  private static byte[] bytes(String word) {
    return AvroBytes.versioned((byte) 1, new TextCodec(), word);
  }

  private Answer<String> ask(Bounds bounds) {
    return reader().row(ANN, ANN, bounds);
  }

  private Answer<Page<String>> page(Bounds bounds) {
    return reader().page(ANN, new PageRequest(10, Optional.empty()), row -> true, bounds);
  }

  private ViewReader<String> reader() {
    var side =
        new QuerySide(
            copies,
            new Locator(tasks, Optional::empty, new HostInfo("here", 8201)),
            tasks,
            1,
            "here:8201",
            SKEW,
            Clock.fixed(NOW, ZoneOffset.UTC),
            new QueryMeters() {
              @Override
              public void asked(String view, String place, String answer) {
                asked.add(view + " " + place + " " + answer);
              }

              @Override
              public void overloaded() {
                asked.add("overloaded");
              }
            });
    return new ViewReader<>("words", STORE, side);
  }

  private static Reason reason(Answer<?> answer) {
    return switch (answer) {
      case Answer.NotReady<?> refused -> refused.refusal().reason();
      case Answer.Found<?> found -> throw new AssertionError(found);
      case Answer.Missing<?> missing -> throw new AssertionError(missing);
    };
  }
}
