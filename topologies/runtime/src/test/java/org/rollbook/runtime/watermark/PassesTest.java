package org.rollbook.runtime.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassesTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final SourceList SOURCES = new SourceList(Set.of("enrolled"));
  private static final SourcePartition P = new SourcePartition("enrolled", 0);

  @Test
  void shouldBeCompleteOnceAllThatThePassFoundIsReceived() {
    AsOf before = read(AsOf.NONE.receive(pass(10, 20)), 19);
    assertThat(before.completeSince(SOURCES)).isEmpty();
    assertThat(before.reconciledAt(SOURCES)).isEmpty();

    AsOf after = read(before, 20);
    assertThat(after.completeSince(SOURCES)).contains(minute(10));
    assertThat(after.reconciledAt(SOURCES)).contains(minute(10));
  }

  @Test
  void shouldBeCompleteSinceTheFirstPassAndReconciledAtTheLast() {
    AsOf asOf = read(AsOf.NONE.receive(pass(25, 30)).receive(pass(10, 20)), 31);

    assertThat(asOf.completeSince(SOURCES)).contains(minute(10));
    assertThat(asOf.reconciledAt(SOURCES)).contains(minute(25));
  }

  @Test
  void shouldNotBeCompleteAfterALossUntilTheNextPass() {
    AsOf lost = lose(read(AsOf.NONE.receive(pass(10, 20)), 30), 31);
    assertThat(lost.completeSince(SOURCES)).isEmpty();
    assertThat(lost.reconciledAt(SOURCES)).contains(minute(10));

    AsOf again = read(lost.receive(pass(42, 50)), 51);
    assertThat(again.completeSince(SOURCES)).contains(minute(42));
  }

  /// What was lost may have been published up to ten minutes before its transaction ended.
  @Test
  void shouldNotTrustAPassThatBeganTooSoonAfterALoss() {
    AsOf soon = read(lose(AsOf.NONE, 31).receive(pass(40, 45)), 60);
    assertThat(soon.completeSince(SOURCES)).isEmpty();

    assertThat(read(soon.receive(pass(41, 46)), 61).completeSince(SOURCES)).contains(minute(41));
  }

  @Test
  void shouldHealAViewThatIsDeclaredComplete() {
    var declared =
        new Watermark(
            minute(5), SOURCES, true, Set.of(P), Map.of(P, minute(5)), Map.of(P, minute(5)));

    AsOf asOf = read(AsOf.NONE.receive(declared, minute(5)).receive(pass(20, 21)), 22);

    assertThat(asOf.completeSince(SOURCES)).contains(minute(20));
  }

  @Test
  void shouldNotBeCompleteWhileAnEventCannotBeMerged() {
    AsOf asOf = read(AsOf.NONE.receive(pass(10, 20)), 30);

    assertThat(asOf.withUnmergeableSince(Optional.of(minute(1))).completeSince(SOURCES)).isEmpty();
  }

  @Test
  void shouldKeepTheFirstAndTheNewestOfManyPasses() {
    AsOf asOf = read(AsOf.NONE.receive(pass(10, 11)), 12);
    for (int minute : IntStream.range(20, 500).toArray()) {
      asOf = asOf.receive(pass(minute, minute + 1)).receive(pass(minute, minute + 1));
    }

    assertThat(asOf.passes().all()).hasSizeLessThan(20);
    assertThat(asOf.reconciledAt(SOURCES)).contains(minute(10));
    assertThat(read(asOf, 501).completeSince(SOURCES)).contains(minute(10));
    assertThat(read(asOf, 501).reconciledAt(SOURCES)).contains(minute(499));
  }

  /// One partition of the readings may be unreadable for a while.
  @Test
  void shouldNotGoBackWhileTheAsOfStandsStill() {
    AsOf asOf = read(AsOf.NONE.receive(pass(10, 11)).receive(pass(20, 21)), 22);
    for (int minute = 30; minute < 100; minute++) {
      asOf = asOf.receive(pass(minute, minute + 1));

      assertThat(asOf.reconciledAt(SOURCES)).contains(minute(20));
    }
  }

  /// The first pass often begins soon after a source topic was found without its beginning.
  @Test
  void shouldStayCompleteSinceTheFirstReliableOfManyPasses() {
    AsOf asOf = lose(AsOf.NONE, 5).receive(pass(10, 11));
    for (int minute = 20; minute < 100; minute++) {
      asOf = asOf.receive(pass(minute, minute + 1));
    }

    assertThat(read(asOf, 101).completeSince(SOURCES)).contains(minute(20));
  }

  @Test
  void shouldKeepTheSamePassesInAnyOrder() {
    List<CompletedPass> some =
        IntStream.range(0, 10).mapToObj(number -> pass(number, number + 2)).toList();

    Passes inOrder = Passes.NONE;
    for (CompletedPass pass : some) {
      inOrder = inOrder.with(pass, List.of());
    }
    Passes reversed = Passes.NONE;
    for (CompletedPass pass : some.reversed()) {
      reversed = reversed.with(pass, List.of());
    }

    assertThat(reversed).isEqualTo(inOrder);
  }

  private static AsOf read(AsOf asOf, int minute) {
    return asOf.receive(
        new Watermark(
            minute(minute), SOURCES, false, Set.of(P), Map.of(P, minute(minute)), Map.of()),
        minute(minute));
  }

  private static AsOf lose(AsOf asOf, int minute) {
    return asOf.receive(
        new Watermark(
            minute(minute),
            SOURCES,
            false,
            Set.of(P),
            Map.of(P, minute(minute)),
            Map.of(P, minute(minute))),
        minute(minute));
  }

  /// With a margin of ten minutes.
  private static CompletedPass pass(int started, int ended) {
    return new CompletedPass(minute(started), minute(started - 10), minute(ended));
  }

  private static Instant minute(int minute) {
    return NOON.plusSeconds(minute * 60L);
  }
}
