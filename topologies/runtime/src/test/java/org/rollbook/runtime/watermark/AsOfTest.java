package org.rollbook.runtime.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AsOfTest {

  private static final SourceList SOURCES = new SourceList(Set.of("enrolled"));
  private static final SourceList MORE = new SourceList(Set.of("enrolled", "graded"));
  private static final SourcePartition P = new SourcePartition("enrolled", 0);
  private static final SourcePartition Q = new SourcePartition("enrolled", 1);
  private static final SourcePartition ADDED = new SourcePartition("graded", 0);

  @Test
  void shouldBeTheLeastOfWhatAllPartitionsAreReadUpTo() {
    AsOf asOf =
        receive(
            receive(AsOf.NONE, watermark(10, Set.of(P, Q), Map.of(P, second(10)))),
            watermark(11, Set.of(P, Q), Map.of(Q, second(8))));

    assertThat(time(asOf)).contains(second(8));
  }

  @Test
  void shouldStayWhereItWasWhenAPartitionAppearsThatNobodyHasRead() {
    AsOf before = receive(AsOf.NONE, watermark(10, Set.of(P), Map.of(P, second(10))));

    AsOf after = receive(before, watermark(11, Set.of(P, Q), Map.of(P, second(11))));

    assertThat(time(after)).contains(second(10));
  }

  /// Without a bus a view is as new as the last pass, and never claims to be as new as its
  /// watermarks.
  @Test
  void shouldStateTheTimeOfTheLastPassWhereNothingElseFeedsTheView() {
    var readings = new SourcePartition("prod-rollbook.lms-rows.v1", 0);
    AsOf without = read(AsOf.NONE, readings, 10);
    assertThat(stated(without)).contains(AsOf.BEFORE_ALL);

    AsOf pass = without.receive(new CompletedPass(second(9), second(8), second(11)));
    assertThat(stated(pass)).contains(AsOf.BEFORE_ALL);

    AsOf received = read(pass, readings, 12);
    assertThat(stated(received)).contains(second(9));
    assertThat(time(received)).contains(second(12));

    AsOf withBus =
        receive(
            received,
            watermark(13, Set.of(readings, P), Map.of(readings, second(13), P, second(13))));
    assertThat(stated(withBus)).contains(second(13));
    AsOf gone = read(withBus, readings, 14);
    assertThat(stated(gone)).contains(second(14));
  }

  private static AsOf read(AsOf before, SourcePartition partition, int second) {
    return receive(before, watermark(second, Set.of(partition), Map.of(partition, second(second))));
  }

  private static Optional<Instant> stated(AsOf asOf) {
    return asOf.stated(SOURCES).asOf();
  }

  @Test
  void shouldAdvanceWithoutAnySourcePartition() {
    AsOf asOf = receive(AsOf.NONE, watermark(10, Set.of(), Map.of()));

    assertThat(time(asOf)).contains(second(10));
  }

  @Test
  void shouldIgnoreTheListOfAnOlderWatermark() {
    AsOf asOf =
        receive(
            receive(AsOf.NONE, watermark(11, Set.of(P, Q), Map.of(P, second(11)))),
            watermark(10, Set.of(P), Map.of(P, second(10))));

    assertThat(time(asOf)).isEmpty();
  }

  /// A topic with 200,000 events is added to the settings.
  @Test
  void shouldBeginAnewForAListThatHasGrown() {
    AsOf before = receive(AsOf.NONE, declared(10, SOURCES));

    AsOf listed =
        receive(
            before, new Watermark(second(11), MORE, true, Set.of(P, ADDED), claim(11), Map.of()));
    assertThat(listed.coverage(MORE).asOf()).isEmpty();
    assertThat(listed.coverage(SOURCES).asOf()).contains(second(10));

    AsOf read =
        receive(
            listed,
            new Watermark(
                second(30),
                MORE,
                true,
                Set.of(P, ADDED),
                Map.of(P, second(30), ADDED, second(29)),
                Map.of()));
    assertThat(read.coverage(MORE).asOf()).contains(second(29));
    assertThat(read.completeSince(MORE)).contains(second(11));
  }

  /// One instance was started anew with the longer list, the other not yet.
  @Test
  void shouldGoOnForBothListsDuringARollingChange() {
    AsOf asOf = AsOf.NONE;
    for (int second = 10; second < 20; second++) {
      Map<SourcePartition, Instant> added = Map.of(ADDED, second(second));
      asOf = receive(asOf, watermark(second, Set.of(P), claim(second)));
      asOf =
          receive(
              asOf, new Watermark(second(second), MORE, true, Set.of(P, ADDED), added, Map.of()));
    }

    assertThat(asOf.coverage(SOURCES).asOf()).contains(second(19));
    assertThat(asOf.coverage(MORE).asOf()).contains(second(19));
  }

  /// The member with the longer list is gone: no member knows any more what the added topic
  /// contains.
  @Test
  void shouldNotClaimMoreThanTheListKnows() {
    AsOf asOf =
        receive(
            receive(
                AsOf.NONE, new Watermark(second(10), MORE, true, Set.of(P), claim(10), Map.of())),
            watermark(20, Set.of(P), claim(20)));

    assertThat(asOf.coverage(MORE).asOf()).contains(second(10));
  }

  /// An instance whose clock was an hour ahead for 40 seconds.
  @Test
  void shouldIgnoreTheClaimsOfAWatermarkFromTheFuture() {
    AsOf before = receive(AsOf.NONE, watermark(10, Set.of(P), claim(10)));

    AsOf after =
        before.receive(
            new Watermark(second(3_611), SOURCES, true, Set.of(P), claim(3_611), Map.of()),
            second(11));

    assertThat(after).isEqualTo(before);
    assertThat(time(receive(after, watermark(12, Set.of(P), claim(12))))).contains(second(12));
  }

  @Test
  void shouldCountALossEvenIfItsMembersClockWasWrong() {
    var loss =
        new Watermark(second(3_611), SOURCES, true, Set.of(P), Map.of(), Map.of(P, second(3_611)));

    AsOf asOf = receive(AsOf.NONE, declared(10, SOURCES)).receive(loss, second(11));

    assertThat(asOf.lostAt()).containsOnlyKeys(P);
    assertThat(asOf.completeSince(SOURCES)).isEmpty();
  }

  @Test
  void shouldBeCompleteSinceTheFirstDeclaration() {
    AsOf asOf = receive(receive(AsOf.NONE, declared(10, SOURCES)), declared(11, SOURCES));

    assertThat(asOf.completeSince(SOURCES)).contains(second(10));
  }

  @Test
  void shouldNotBeCompleteOnceTheNewestWatermarkDeclaresItNoMore() {
    AsOf asOf =
        receive(receive(AsOf.NONE, declared(10, SOURCES)), watermark(11, Set.of(), Map.of()));

    assertThat(asOf.completeSince(SOURCES)).isEmpty();
  }

  @Test
  void shouldNeverBeCompleteAgainAfterALoss() {
    var loss = new Watermark(second(11), SOURCES, true, Set.of(P), Map.of(), Map.of(P, second(11)));

    AsOf asOf =
        receive(receive(receive(AsOf.NONE, declared(10, SOURCES)), loss), declared(12, MORE));

    assertThat(asOf.completeSince(SOURCES)).isEmpty();
    assertThat(asOf.completeSince(MORE)).isEmpty();
    assertThat(asOf.lostAt()).containsEntry(P, second(11));
  }

  @Test
  void shouldNotBeCompleteWhileAnEventCouldNotBeMerged() {
    AsOf lacking =
        receive(
            receive(AsOf.NONE, declared(10, SOURCES)).withUnmergeableSince(Optional.of(second(11))),
            declared(12, SOURCES));

    assertThat(lacking.completeSince(SOURCES)).isEmpty();
    assertThat(lacking.withUnmergeableSince(Optional.empty()).completeSince(SOURCES))
        .contains(second(10));
  }

  /// The broker takes it a second after its time.
  private static AsOf receive(AsOf asOf, Watermark watermark) {
    return asOf.receive(watermark, watermark.at().plusSeconds(1));
  }

  private static Optional<Instant> time(AsOf asOf) {
    return asOf.coverage(SOURCES).asOf();
  }

  private static Watermark declared(int at, SourceList sources) {
    return new Watermark(second(at), sources, true, Set.of(), Map.of(), Map.of());
  }

  private static Watermark watermark(
      int at, Set<SourcePartition> partitions, Map<SourcePartition, Instant> readUpTo) {
    return new Watermark(second(at), SOURCES, false, partitions, readUpTo, Map.of());
  }

  private static Map<SourcePartition, Instant> claim(int second) {
    return Map.of(P, second(second));
  }

  private static Instant second(int second) {
    return Instant.ofEpochSecond(second);
  }
}
